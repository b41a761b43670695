package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Question.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Writes commands as a user would type them. */
final class Commands {
    private static final int LONGEST = 400;

    private Commands() {}

    /** {@code ggen install SPEC…} for {@code specs}, with {@code options}. */
    static String install(List<Dependency> specs, Options options) {
        StringBuilder command = new StringBuilder("ggen install");
        for (Dependency spec : specs) {
            command.append(' ').append(quoted(spec));
        }
        return command.append(options.dependencies() ? "" : " --no-dependencies")
                .append(options.prereleases() ? " --pre" : "")
                .append(options.lowest() ? " --lowest" : "")
                .append(options.allowCycles() ? " --allow-cycles" : "")
                .append(options.frozen() ? " --frozen" : "")
                .append(options.offline() ? " --offline" : "")
                .toString();
    }

    /** {@code ggen update NAME…}, in the order of names. */
    static String update(SortedSet<PackageName> names) {
        StringBuilder command = new StringBuilder("ggen update");
        for (PackageName name : names) {
            command.append(' ').append(name);
        }
        return command.toString();
    }

    /** Whether a command is short enough to show. */
    static boolean isShort(String command) {
        return command.length() <= LONGEST;
    }

    /** What was asked for now, as far as the lock tells: or everything, if that holds it all. */
    static List<Dependency> typed(Question question) {
        List<Dependency> fresh = fresh(question);
        return fresh.isEmpty() ? question.roots() : fresh;
    }

    /** What was asked for now: roots that the lock does not hold, or holds in a version that no longer will do. */
    static List<Dependency> fresh(Question question) {
        List<Dependency> fresh = new ArrayList<>();
        for (Dependency root : question.roots()) {
            if (isFresh(root, question)) {
                fresh.add(root);
            }
        }
        return fresh;
    }

    /** Whether the lock does not hold what {@code root} asks for. */
    static boolean isFresh(Dependency root, Question question) {
        @Nullable Version locked = question.locked().get(root.name());
        Range range = question.overrides().getOrDefault(root.name(), root.range());
        return locked == null || !range.allows(locked, true);
    }

    private static String quoted(Dependency spec) {
        return Texts.quoted(spec.key() + (spec.range().equals(Range.LATEST) ? "" : "@" + spec.range()));
    }
}
