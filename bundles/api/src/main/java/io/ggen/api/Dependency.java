package io.ggen.api;

import org.jspecify.annotations.Nullable;

/**
 * What one release needs of another package.
 *
 * @param name the package needed
 * @param publisher whose package of that name, or null if the manifest does not say
 * @param range which of its versions will do
 */
public record Dependency(PackageName name, @Nullable PublisherId publisher, Range range) {
    /** A dependency that does not name a publisher. */
    public Dependency(PackageName name, Range range) {
        this(name, null, range);
    }

    /** The key of this dependency in a manifest: {@code NAME} or {@code @PUBLISHER/NAME}. */
    public String key() {
        return publisher == null ? name.value() : "@" + publisher + "/" + name;
    }

    @Override
    public String toString() {
        return key() + " " + range;
    }
}
