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

    /**
     * Reads a dependency as manifests and indexes write it.
     *
     * @param key as {@link #key} gives it
     * @throws ProblemException if the publisher, the name or the range is none
     */
    public static Dependency parse(String key, String range) {
        return parse(key, Range.parse(range));
    }

    /**
     * The same, with a range that was read already.
     *
     * @throws ProblemException if the publisher or the name is none
     */
    public static Dependency parse(String key, Range range) {
        int slash = key.startsWith("@") ? key.indexOf('/') : -1;
        return new Dependency(
                new PackageName(key.substring(slash + 1)),
                slash < 0 ? null : new PublisherId(key.substring(1, slash)),
                range);
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
