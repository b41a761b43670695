package io.ggen.installer.code;

/**
 * How much code a generation may hold.
 *
 * @param packages packages of kind {@code bundle} in one generation
 * @param bundles bundles of one package
 * @param path characters of a bundle's path inside its package
 * @param manifest bytes of a {@code package.json} that is read for its bundles
 */
public record Limits(int packages, int bundles, int path, int manifest) {
    /** What counts unless a test says otherwise. */
    public static final Limits USUAL = new Limits(256, 32, 512, 1 << 20);

    /** Bytes of the list of a generation: more than the most packages with the longest names can take. */
    int list() {
        return packages * (1024 + bundles * (path * 6 + 16));
    }
}
