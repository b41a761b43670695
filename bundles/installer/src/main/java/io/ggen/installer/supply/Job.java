package io.ggen.installer.supply;

import io.ggen.api.Release;

/**
 * One archive to be fetched.
 *
 * @param replaces whether its tree is in the store, damaged
 * @param isThere whether its tree is in the store, whole, so that only the archive is to be looked at
 */
record Job(Need need, Release release, boolean replaces, boolean isThere) {}
