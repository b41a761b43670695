package io.ggen.api.extractor;

/**
 * The most that an archive may grow to.
 *
 * @param expanded bytes of all files together
 * @param entries files, folders and links together
 * @param depth folders inside each other
 * @param path bytes of a whole path in UTF-8
 * @param component bytes of one part of a path in UTF-8
 * @param metadata bytes of long names and extended headers of one entry
 * @param ratio expanded bytes for each archive byte, above {@code ratioFrom} bytes
 * @param ratioFrom expanded bytes up to which the ratio does not matter
 */
public record Limits(
        long expanded, int entries, int depth, int path, int component, int metadata, int ratio, long ratioFrom) {
    /** The limits for archives that no signed release speaks for. */
    public static final Limits DEFAULT = new Limits(100L << 20, 20_000, 64, 1_024, 255, 1 << 20, 200, 10L << 20);
}
