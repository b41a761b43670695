package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import java.util.Map;

/**
 * Trees that are in the store.
 *
 * @param trees the name of the tree of each package
 * @param digests the digest of each package's archive; always SHA-256
 * @param epoch the store's epoch when the trees were seen there
 */
public record Supplied(Map<PackageName, String> trees, Map<PackageName, Digest> digests, String epoch) {}
