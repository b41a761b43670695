package io.ggen.shell.commands.results;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;

/** What the user asked for, in the words that resolvers use in their explanations. */
final class Asked {
    private static final int LONGEST_RANGE = 60;

    private Asked() {}

    /** {@code a ^1.0.0}, or {@code a} where any version will do. */
    static String words(Dependency request) {
        return request.range().equals(Range.LATEST)
                ? request.key()
                : request.key() + " " + Texts.shown(request.range().toString(), LONGEST_RANGE);
    }

    /** {@code you asked for a ^1.0.0}. */
    static String sentence(PackageName name, Lock lock) {
        Dependency request = lock.requests().get(name);
        return "you asked for " + (request == null ? name.value() : words(request));
    }
}
