package io.ggen.catalog;

import io.ggen.api.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the names that begin with a text. */
record Completion(String prefix, int limit) implements CatalogIndex.NamesQuestion<List<String>> {
    @Override
    public List<String> on(@Nullable View view, Set<PackageName> waiting) throws IOException {
        if (limit < 1 || prefix.length() > PackageName.LONGEST) {
            return List.of();
        }
        TreeSet<String> names = view == null ? new TreeSet<>() : Names.startingWith(view, prefix, limit);
        for (PackageName name : waiting) {
            if (name.value().startsWith(prefix)) {
                names.add(name.value());
            }
        }
        List<String> first = new ArrayList<>();
        for (String name : names) {
            if (first.size() == limit) {
                break;
            }
            first.add(name);
        }
        return first;
    }

    @Override
    public List<String> onNothing() {
        return List.of();
    }
}
