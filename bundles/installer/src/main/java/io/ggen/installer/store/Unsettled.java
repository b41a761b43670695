package io.ggen.installer.store;

import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The trees whose files may not be on the disk: one list for each start of the machine during which trees were extracted.
 * What an earlier start left in its list was perhaps lost with the power, and is looked at once before it is used.
 */
public final class Unsettled {
    private final Path folder;
    private final Optional<String> boot;

    Unsettled(Path folder, Optional<String> boot) {
        this.folder = folder;
        this.boot = boot;
    }

    /** Whether there is no telling one start of the machine from another, so that trees must be synced file by file. */
    public boolean mustSync() {
        return boot.isEmpty();
    }

    /** Lists {@code trees} for this start of the machine; on the disk when this returns, so before any of them is. */
    public void begin(Collection<String> trees) throws IOException {
        if (boot.isEmpty() || trees.isEmpty()) {
            return;
        }
        Files.createDirectories(folder);
        StringBuilder lines = new StringBuilder(trees.size() * 68);
        for (String tree : trees) {
            lines.append(tree).append('\n');
        }
        Path list = folder.resolve(boot.get());
        boolean isNew = !Files.exists(list);
        try (FileChannel channel = FileChannel.open(list, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        if (isNew) {
            DurableFiles.sync(folder);
        }
    }

    /** The trees that an earlier start of the machine extracted and nobody has looked at since. */
    public Set<String> suspects() throws IOException {
        Set<String> suspects = new HashSet<>();
        for (Path list : olderLists()) {
            suspects.addAll(read(list));
        }
        return suspects;
    }

    /** Takes from the lists of earlier starts what is not to be looked at again. */
    public void settle(Predicate<String> settled) throws IOException {
        for (Path list : olderLists()) {
            shrink(list, settled);
        }
    }

    /** Takes trees that are gone from all lists. The whole store must be held. */
    public void forget(Predicate<String> gone) throws IOException {
        settle(gone);
        if (boot.isPresent()) {
            shrink(folder.resolve(boot.get()), gone);
        }
    }

    private static void shrink(Path list, Predicate<String> dropped) throws IOException {
        List<String> before = read(list);
        List<String> kept = new ArrayList<>();
        for (String tree : before) {
            if (!dropped.test(tree)) {
                kept.add(tree);
            }
        }
        if (kept.isEmpty()) {
            Files.deleteIfExists(list);
        } else if (kept.size() < before.size()) {
            DurableFiles.write(list, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static List<String> read(Path list) throws IOException {
        try {
            return Files.readAllLines(list, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private List<Path> olderLists() {
        String[] names = folder.toFile().list();
        List<Path> lists = new ArrayList<>();
        if (names != null) {
            for (String name : names) {
                if (!name.endsWith(".tmp") && !name.equals(boot.orElse(""))) {
                    lists.add(folder.resolve(name));
                }
            }
        }
        return lists;
    }
}
