package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.installer.store.Workspace;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trees that are in the store. To be closed by the thread that got it, when the trees are in use or not wanted any more.
 *
 * @param trees the name of the tree of each package
 * @param digests the digest of each package's archive; always SHA-256
 * @param code the packages of kind {@code bundle}
 * @param epoch the store's epoch when the trees were seen there
 * @param claimed whether they stay until this is closed, even if the epoch changes
 * @param workspace what the claims are in, if there are any
 */
public record Supplied(
        Map<PackageName, String> trees,
        Map<PackageName, Digest> digests,
        Set<PackageName> code,
        String epoch,
        boolean claimed,
        @Nullable Workspace workspace)
        implements AutoCloseable {
    @Override
    public void close() throws IOException {
        if (workspace != null) {
            workspace.close();
        }
    }
}
