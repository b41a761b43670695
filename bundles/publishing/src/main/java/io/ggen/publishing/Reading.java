package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A manifest that has been read, but for one question: which of the entries that may as well name something else than a
 * package are dependencies.
 *
 * @param file where it was read
 * @param said everything that is certain; its JSON is not the last word
 * @param json the manifest in the shape of {@code package.json}
 * @param maybe entries that are dependencies if their names are packages
 * @param left how many entries are no dependencies in any case
 */
record Reading(ManifestFile file, Manifest said, Value.Table json, List<Dependency> maybe, int left) {
    Reading {
        maybe = List.copyOf(maybe);
    }

    /** The names whose existence matters. */
    List<PackageName> asked() {
        List<PackageName> names = new ArrayList<>();
        for (Dependency dependency : maybe) {
            names.add(dependency.name());
        }
        return names;
    }

    /** How many entries are left out if {@code known} are the packages there are. */
    int ignored(Set<PackageName> known) {
        int ignored = left;
        for (Dependency dependency : maybe) {
            ignored += known.contains(dependency.name()) ? 0 : 1;
        }
        return ignored;
    }

    /** The manifest if {@code known} are the packages there are. */
    Manifest manifest(Set<PackageName> known) {
        List<Dependency> dependencies = new ArrayList<>(said.dependencies());
        Map<String, Value> table = new LinkedHashMap<>();
        if (json.values().get("dependencies") instanceof Value.Table firm) {
            table.putAll(firm.values());
        }
        for (Dependency dependency : maybe) {
            if (known.contains(dependency.name())) {
                dependencies.add(dependency);
                table.put(dependency.key(), new Value.Text(dependency.range().toString(), Place.START));
            }
        }
        dependencies.sort(Comparator.comparing(Dependency::name));
        Map<String, Value> whole = new LinkedHashMap<>(json.values());
        if (!table.isEmpty()) {
            whole.put("dependencies", new Value.Table(table, Place.START));
        }
        return new Manifest(
                said.name(),
                said.version(),
                said.title(),
                said.description(),
                said.kind(),
                dependencies,
                said.categories(),
                said.tags(),
                said.author(),
                said.license(),
                said.homepage(),
                said.repository(),
                said.bundles(),
                JsonText.write(new Value.Table(whole, json.at())));
    }
}
