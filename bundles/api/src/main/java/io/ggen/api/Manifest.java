package io.ggen.api;

import java.util.List;

/**
 * What the author of a package says about one version of it ({@code package.json}). Empty text and empty lists stand for
 * what was not said.
 *
 * @param json the whole manifest as JSON text, fields unknown to this version of ggen included
 */
public record Manifest(
        PackageName name,
        Version version,
        String title,
        String description,
        Release.Kind kind,
        List<Dependency> dependencies,
        List<String> categories,
        List<String> tags,
        String author,
        String license,
        String homepage,
        String repository,
        List<String> bundles,
        String json) {
    /** Copies the lists. */
    public Manifest {
        dependencies = List.copyOf(dependencies);
        categories = List.copyOf(categories);
        tags = List.copyOf(tags);
        bundles = List.copyOf(bundles);
    }
}
