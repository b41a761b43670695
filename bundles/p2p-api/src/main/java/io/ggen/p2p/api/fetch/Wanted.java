package io.ggen.p2p.api.fetch;

import io.ggen.api.Digest;

/**
 * An archive as its signed release names it.
 *
 * @param sha256 of the whole
 * @param size in bytes
 * @param root of the tree over its leaves of 64 KiB (GGEN-WIRE section 7)
 * @param label what to call it before people: {@code NAME@VERSION}
 */
public record Wanted(Digest sha256, long size, Digest root, String label) {}
