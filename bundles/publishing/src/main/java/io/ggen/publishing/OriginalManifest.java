package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A manifest of the original tool, told in the fields of {@code package.json}. Its top-level {@code [dependencies]} mixes
 * packages with crates, patterns and feature lists; what may be a package is kept apart, the rest is counted.
 */
final class OriginalManifest {
    private static final String DEPENDENCIES = "dependencies";

    /** Keys of the package table that have a field of their own, or mean something else than in package.json. */
    private static final Set<String> TAKEN = Set.of(
            "title",
            "full_name",
            "description",
            "author",
            "authors",
            "license",
            "homepage",
            "repository",
            "category",
            "categories",
            "tags",
            "keywords",
            "kind",
            "bundles",
            DEPENDENCIES);

    private final ManifestFile file;
    private final Value.Table root;
    private final Value.Table about;
    private final List<Dependency> maybe = new ArrayList<>();
    private final Map<String, Value> firm = new LinkedHashMap<>();
    private final Map<String, Value> json = new LinkedHashMap<>();
    private int left;

    private OriginalManifest(ManifestFile file, Value.Table root) {
        this.file = file;
        this.root = root;
        Value.Table described = root;
        for (String name : List.of("pack", "package")) {
            if (root.values().get(name) instanceof Value.Table table) {
                described = table;
            }
        }
        about = described;
    }

    static OriginalManifest read(String text, ManifestFile file) {
        OriginalManifest manifest = new OriginalManifest(file, TomlText.read(text, file));
        manifest.convert();
        return manifest;
    }

    Value.Table asJson() {
        return new Value.Table(json, Place.START);
    }

    /** Entries that are dependencies if they name a package. */
    List<Dependency> maybe() {
        return maybe;
    }

    /** How many entries are left out whatever packages there are. */
    int left() {
        return left;
    }

    private void convert() {
        copy("name", "name");
        copy("version", "version");
        copy("title", "title", "full_name");
        copy("description", "description");
        if (find("kind") instanceof Value.Text kind
                && (kind.text().equals("bundle") || kind.text().equals("files"))) {
            json.put("kind", kind);
        }
        if (find("authors") instanceof Value.Items authors && find("author") == null) {
            json.put("author", joined(authors));
        } else {
            copy("author", "author", "authors");
        }
        copy("license", "license");
        copy("homepage", "homepage");
        copy("repository", "repository");
        words("categories", "category");
        words("tags", "keywords");
        words("keywords", "keywords");
        copy("bundles", "bundles");
        dependencies();
        if (!firm.isEmpty()) {
            json.put(DEPENDENCIES, new Value.Table(firm, Place.START));
        }
        for (Map.Entry<String, Value> entry : about.values().entrySet()) {
            if (!TAKEN.contains(entry.getKey()) && isFlat(entry.getValue())) {
                json.putIfAbsent(entry.getKey(), entry.getValue());
            }
        }
    }

    private static boolean isFlat(Value value) {
        if (value instanceof Value.Items items) {
            for (Value item : items.values()) {
                if (item instanceof Value.Items || item instanceof Value.Table) {
                    return false;
                }
            }
        }
        return !(value instanceof Value.Table);
    }

    /** The value of {@code key} in the package's table, else in the metadata. */
    private @Nullable Value find(String key) {
        Value value = about.values().get(key);
        if (value == null && about.values().get("metadata") instanceof Value.Table metadata) {
            value = metadata.values().get(key);
        }
        if (value == null && root.values().get("metadata") instanceof Value.Table metadata) {
            value = metadata.values().get(key);
        }
        return value;
    }

    private void copy(String field, String... keys) {
        for (String key : keys) {
            Value value = find(key);
            if (value != null && !json.containsKey(field)) {
                json.put(field, value);
            }
        }
    }

    /** Lists of words come as a list, as one text, or as a table that holds the list under the same key. */
    private void words(String field, String also) {
        List<Value> words = new ArrayList<>();
        Place at = Place.START;
        for (String key : field.equals(also) ? List.of(field) : List.of(field, also)) {
            Value value = find(key);
            if (value instanceof Value.Table table) {
                value = table.values().get(key);
            }
            if (value == null) {
                continue;
            }
            at = value.at();
            for (Value word : value instanceof Value.Items items ? items.values() : List.of(value)) {
                if (!isListed(word, words)) {
                    words.add(word);
                }
            }
        }
        if (!words.isEmpty()) {
            json.put(field, new Value.Items(words, at));
        }
    }

    private static boolean isListed(Value word, List<Value> words) {
        for (Value other : words) {
            if (word instanceof Value.Text a
                    && other instanceof Value.Text b
                    && a.text().equals(b.text())) {
                return true;
            }
        }
        return false;
    }

    private Value joined(Value.Items authors) {
        StringBuilder names = new StringBuilder();
        for (Value author : authors.values()) {
            if (!(author instanceof Value.Text text)) {
                throw file.wrong(author.at(), "'authors' must be a list of texts");
            }
            names.append(names.isEmpty() ? "" : ", ").append(text.text());
        }
        return new Value.Text(names.toString(), authors.at());
    }

    private void dependencies() {
        Value own = about.values().get(DEPENDENCIES);
        if (about == root && own instanceof Value.Table) {
            own = null;
        }
        if (own instanceof Value.Table table) {
            firm.putAll(table.values());
        } else if (own != null) {
            names(own, "the package's '" + DEPENDENCIES + "'");
        }
        Value loose = root.values().get(DEPENDENCIES);
        if (!(loose instanceof Value.Table table)) {
            left += loose == null || about == root ? 0 : 1;
            return;
        }
        for (Map.Entry<String, Value> entry : table.values().entrySet()) {
            String key = entry.getKey();
            if (key.equals("required")) {
                names(entry.getValue(), "'required'");
            } else if (entry.getValue() instanceof Value.Text range
                    && PackageName.isValid(key)
                    && Range.isValid(range.text())) {
                maybe.add(new Dependency(new PackageName(key), Range.parse(range.text())));
            } else {
                left++;
            }
        }
    }

    /** A list of names: any version of each will do. */
    private void names(Value value, String what) {
        if (!(value instanceof Value.Items items)) {
            throw file.wrong(value.at(), what + " must be a list of package names");
        }
        for (Value item : items.values()) {
            if (!(item instanceof Value.Text name)) {
                throw file.wrong(item.at(), what + " must be a list of package names");
            }
            firm.putIfAbsent(name.text(), new Value.Text("*", name.at()));
        }
    }
}
