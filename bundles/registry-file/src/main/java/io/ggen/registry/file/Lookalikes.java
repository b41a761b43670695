package io.ggen.registry.file;

import io.ggen.api.PackageName;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds names that differ from another only by '-', '_' and '.'. */
final class Lookalikes {
    private static final int MOST_TRIES = 243;

    private Lookalikes() {}

    static @Nullable PackageName find(PackageName name, Layout layout) {
        List<StringBuilder> names = new ArrayList<>(List.of(new StringBuilder()));
        for (char c : name.value().toCharArray()) {
            if (c != '-' && c != '_' && c != '.') {
                names.forEach(n -> n.append(c));
                continue;
            }
            if (names.size() * 3 > MOST_TRIES) {
                return null;
            }
            List<StringBuilder> more = new ArrayList<>();
            for (StringBuilder n : names) {
                more.add(new StringBuilder(n).append('-'));
                more.add(new StringBuilder(n).append('_'));
                more.add(n.append('.'));
            }
            names = more;
        }
        for (StringBuilder n : names) {
            String text = n.toString();
            if (!text.equals(name.value()) && PackageName.isValid(text)) {
                PackageName other = new PackageName(text);
                if (Files.isRegularFile(layout.index(other))) {
                    return other;
                }
            }
        }
        return null;
    }
}
