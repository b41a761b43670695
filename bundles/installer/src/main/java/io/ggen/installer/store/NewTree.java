package io.ggen.installer.store;

import io.ggen.api.extractor.Tree;
import io.ggen.installer.work.Permissions;
import io.ggen.installer.work.Syncing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree that was extracted into a workspace and waits for its place in the store.
 *
 * @param name what it is to be called
 * @param folder where it is now
 * @param sidecar where its sidecar is now
 * @param replaces whether a tree of that name is there already and damaged
 */
public record NewTree(String name, Path folder, Path sidecar, boolean replaces) {
    /** Makes everything below {@code folder} read-only and writes the sidecar beside it, with what vouches for it. */
    public static NewTree seal(
            Store store, Path folder, Tree tree, String name, boolean replaces, Path sidecar, KeptRecord record)
            throws IOException, InterruptedException {
        List<Path> toSync = new ArrayList<>();
        for (Tree.Entry entry : tree.entries()) {
            if (entry.kind() == Tree.Kind.FILE) {
                Path file = folder.resolve(entry.path());
                if (store.unsettled().mustSync()) {
                    Syncing.all(List.of(file));
                }
                Permissions.seal(file, entry.executable());
            }
        }
        for (Tree.Entry entry : tree.entries()) {
            if (entry.kind() == Tree.Kind.FOLDER) {
                Path inner = folder.resolve(entry.path());
                Permissions.sealFolder(inner);
                toSync.add(inner);
            }
        }
        if (store.unsettled().mustSync()) {
            toSync.add(folder);
            Syncing.all(toSync);
        }
        Syncing.createLater(sidecar, Sidecar.write(tree, record));
        return new NewTree(name, folder, sidecar, replaces);
    }
}
