package io.ggen.installer.store;

import io.ggen.api.Digest;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.installer.work.Checkpoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that all targets of a home share: trees and archives by digest. What is under its final name is whole;
 * everything else is in {@code tmp} and belongs to one operation.
 *
 * <p>The store is locked last: whoever needs a target's lock too takes that one first.
 */
public final class Store {
    private final Path root;
    private final Path trees;
    private final Path archives;
    private final Unsettled unsettled;
    private final Checkpoints checkpoints;

    /**
     * The store in {@code root}; nothing is created yet.
     *
     * @param boot names this start of the machine, if the machine can tell
     */
    public Store(Path root, Optional<String> boot, Checkpoints checkpoints) {
        this.root = root;
        this.trees = root.resolve("trees");
        this.archives = root.resolve("archives");
        this.unsettled = new Unsettled(root.resolve("unsettled"), boot);
        this.checkpoints = checkpoints;
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** Where trees are: {@code trees/HH/NAME}. */
    public Path trees() {
        return trees;
    }

    /** Where archives are: {@code archives/HH/HEX.tar.gz}. */
    public Path archives() {
        return archives;
    }

    /** What has been extracted and may not be on the disk yet. */
    public Unsettled unsettled() {
        return unsettled;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** The name of the tree that extraction rules {@code format} make of the archive with {@code sha256}. */
    public static String treeName(Digest sha256, int format) {
        return sha256.hex() + "-" + format;
    }

    /** The digest of the archive in hexadecimal, from the name of its tree. */
    public static String hexOf(String treeName) {
        int dash = treeName.indexOf('-');
        return dash < 0 ? treeName : treeName.substring(0, dash);
    }

    /** Where the tree called {@code name} is or would be. */
    public Path tree(String name) {
        return trees.resolve(name.substring(0, 2)).resolve(name);
    }

    /** The sidecar of the tree called {@code name}. */
    public Path sidecar(String name) {
        return trees.resolve(name.substring(0, 2)).resolve(name + ".json");
    }

    /** The name of the tree that a file or folder in a shard is, or belongs to. */
    public static String treeOf(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Where the archive with {@code sha256} is or would be. */
    public Path archive(Digest sha256) {
        String hex = sha256.hex();
        return archives.resolve(hex.substring(0, 2)).resolve(hex + ".tar.gz");
    }

    /** Whether the tree called {@code name} is there. Says nothing about its files. */
    public boolean hasTree(String name) {
        return Files.isDirectory(tree(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** A share of the store: nothing is deleted while anybody holds one. */
    public PathLock share() throws IOException, InterruptedException {
        return PathLock.share(root.resolve("lock"));
    }

    /** The whole store, for deleting from it. */
    public PathLock take() throws IOException, InterruptedException {
        return PathLock.take(root.resolve("lock"));
    }

    /** Changes whenever trees are about to be deleted. To be compared between two shares. */
    public String epoch() throws IOException {
        try {
            return Files.readString(root.resolve("epoch"), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "0";
        }
    }

    /** Makes {@link #epoch} another one. The whole store must be held. */
    public void nextEpoch() throws IOException {
        long last;
        try {
            last = Long.parseLong(epoch());
        } catch (NumberFormatException e) {
            last = System.nanoTime();
        }
        DurableFiles.write(root.resolve("epoch"), Long.toString(last + 1).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A folder for one operation. */
    public Workspace workspace() throws IOException {
        return Workspace.open(root.resolve("tmp"));
    }

    /** The trees that operations under way have claimed. The whole store must be held. */
    public Set<String> claims() throws IOException {
        return Workspace.claims(root.resolve("tmp"));
    }

    /** Deletes what operations left in {@code tmp} whose processes are gone. */
    public void sweep() throws IOException {
        Workspace.sweep(root.resolve("tmp"));
    }
}
