package io.ggen.installer.supply;

import io.ggen.api.Release;

/**
 * One package to be brought in: its record checked, its archive fetched and unpacked.
 *
 * @param tree what its tree is called, if the extractor stays the same
 * @param replaces whether its tree is in the store, damaged
 * @param isThere whether its tree is in the store, whole, so that only record and archive are to be looked at
 */
record Job(Need need, Release release, String tree, boolean replaces, boolean isThere) {
    /** Whether its archive counts: not where the tree is there and its digest is known. */
    boolean needsArchive() {
        return !isThere || need.md5() != null;
    }
}
