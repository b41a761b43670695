package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the text of a manifest into a {@link Reading}, by the rules for {@code package.json}. */
final class ManifestReader {
    private final Fields fields;
    private final Map<String, Value> json;

    private ManifestReader(ManifestFile file, Value.Table table) {
        json = new LinkedHashMap<>(table.values());
        fields = new Fields(file, json);
    }

    /** Reads the manifest of {@code folder}. */
    static Reading read(Path folder) {
        ManifestFile file = ManifestFile.of(folder);
        return read(file, file.text());
    }

    /** Reads {@code text} as what stands in {@code file}. */
    static Reading read(ManifestFile file, String text) {
        if (!file.isToml()) {
            return new ManifestReader(file, JsonText.read(text, file)).reading(List.of(), 0);
        }
        OriginalManifest original = OriginalManifest.read(text, file);
        return new ManifestReader(file, original.asJson()).reading(original.maybe(), original.left());
    }

    private Reading reading(List<Dependency> maybe, int left) {
        simplify("author", "name");
        simplify("license", "type");
        simplify("repository", "url");
        Value.Text name = fields.required("name");
        Value.Text version = fields.required("version");
        PackageName packageName = fields.read(name.text(), name.at(), PackageName::new);
        Release.Kind kind = kind();
        List<String> bundles = fields.words("bundles");
        if (kind == Release.Kind.BUNDLE && bundles.isEmpty()) {
            throw fields.file().wrong(Place.START, "a package of kind 'bundle' lists its jars in 'bundles'");
        }
        fields.words("keywords");
        Manifest said = new Manifest(
                packageName,
                fields.read(version.text(), version.at(), Version::parse),
                fields.text("title"),
                fields.text("description"),
                kind,
                dependencies(packageName),
                fields.words("categories"),
                fields.words("tags"),
                fields.text("author"),
                fields.text("license"),
                fields.text("homepage"),
                fields.text("repository"),
                bundles,
                "");
        List<Dependency> open = new ArrayList<>();
        int ours = 0;
        for (Dependency dependency : maybe) {
            if (dependency.name().equals(packageName) || names(said.dependencies(), dependency.name())) {
                ours++;
            } else {
                open.add(dependency);
            }
        }
        Value.Table table = new Value.Table(json, Place.START);
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(JsonText.write(table))) {
            throw fields.file().broken("it has half a surrogate pair, which is no character");
        }
        return new Reading(fields.file(), said, table, open, left + ours);
    }

    /** npm writes some fields as an object; what matters of it is the text of one key. */
    private void simplify(String key, String part) {
        if (json.get(key) instanceof Value.Table table && table.values().get(part) instanceof Value.Text text) {
            json.put(key, text);
        }
    }

    private Release.Kind kind() {
        Value value = fields.get("kind");
        String word = fields.text("kind");
        for (Release.Kind kind : Release.Kind.values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        if (value == null) {
            return Release.Kind.FILES;
        }
        throw fields.file().wrong(value.at(), "'kind' must be 'files' or 'bundle'");
    }

    private List<Dependency> dependencies(PackageName dependent) {
        List<Dependency> dependencies = new ArrayList<>();
        Value value = fields.get("dependencies");
        if (value == null) {
            return dependencies;
        }
        if (!(value instanceof Value.Table table)) {
            throw fields.file().wrong(value.at(), "'dependencies' must be a table of names and ranges");
        }
        for (Map.Entry<String, Value> entry : table.values().entrySet()) {
            Dependency dependency = dependency(entry.getKey(), entry.getValue());
            String twice = dependency.name().equals(dependent) ? "the package depends on itself" : null;
            if (names(dependencies, dependency.name())) {
                twice = "'" + dependency.name() + "' is there twice, and only one publisher's package can be used";
            }
            if (twice != null) {
                throw fields.file().wrong(entry.getValue().at(), twice);
            }
            dependencies.add(dependency);
        }
        return dependencies;
    }

    private static boolean names(List<Dependency> dependencies, PackageName name) {
        for (Dependency dependency : dependencies) {
            if (dependency.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Dependency dependency(String key, Value value) {
        if (!(value instanceof Value.Text range)) {
            throw fields.file().wrong(value.at(), "the range of a dependency must be text, as in \"^1.0.0\"");
        }
        Range wanted = fields.read(range.text(), range.at(), Range::parse);
        return fields.read(key, value.at(), name -> Dependency.parse(name, wanted));
    }
}
