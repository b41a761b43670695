package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes commands as a user would type them. */
final class Commands {
    private static final int LONGEST = 400;

    private Commands() {}

    /** {@code ggen install SPEC…} for {@code specs}, and an option or empty text. */
    static String install(List<Dependency> specs, String option) {
        StringBuilder command = new StringBuilder("ggen install");
        for (Dependency spec : specs) {
            command.append(' ').append(quoted(spec));
        }
        return command.append(option).toString();
    }

    /** Whether a command is short enough to show. */
    static boolean isShort(String command) {
        return command.length() <= LONGEST;
    }

    /** What was asked for now: roots that the lock does not hold, or holds in a version that no longer will do. */
    static List<Dependency> fresh(Question question) {
        List<Dependency> fresh = new ArrayList<>();
        for (Dependency root : question.roots()) {
            if (isFresh(root, question)) {
                fresh.add(root);
            }
        }
        return fresh.isEmpty() ? question.roots() : fresh;
    }

    /** Whether the lock does not hold what {@code root} asks for. */
    static boolean isFresh(Dependency root, Question question) {
        @Nullable Version locked = question.locked().get(root.name());
        return locked == null || !root.range().allows(locked, true);
    }

    private static String quoted(Dependency spec) {
        String text = spec.key() + (spec.range().equals(Range.LATEST) ? "" : "@" + spec.range());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && "@/.-+_".indexOf(c) < 0) {
                return "'" + text + "'";
            }
        }
        return text;
    }
}
