package io.ggen.publishing;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.publishing.Outbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The outbox as a folder: one small file an entry, named by the time and the digest of what it holds, so that names in order are
 * entries in order. A file that is damaged is passed over and taken away.
 */
@Component
public final class FileOutbox implements Outbox {
    static final int MOST = 10_000;

    private static final int LARGEST = 1024;
    private static final int DIGITS = 15;

    private final Path folder;
    private final Clock clock;

    /** The outbox of {@code home}; makes nothing before something is added. */
    @Activate
    public FileOutbox(@Reference Home home) {
        this(home.outbox(), Clock.systemUTC());
    }

    FileOutbox(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public void add(Entry entry) {
        byte[] text = text(entry);
        String digest = Digest.sha256Of(text).hex();
        try {
            for (Path file : files()) {
                if (isOf(file, digest)) {
                    return;
                }
            }
            String time = String.format(Locale.ROOT, "%0" + DIGITS + "d", Math.max(0, clock.millis()));
            DurableFiles.write(folder.resolve(time + "-" + digest), text);
        } catch (IOException e) {
            throw Reasons.failed(
                    "What was published could not be noted in " + folder + " for the network",
                    e,
                    "it is in the registry, and 'ggen publish' again notes it");
        }
    }

    @Override
    public List<Entry> pending() {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Path file : files()) {
                if (entries.size() == MOST) {
                    break;
                }
                read(file).ifPresent(entries::add);
            }
        } catch (IOException e) {
            throw Reasons.failed("The outbox " + folder + " cannot be read", e, "nothing was announced");
        }
        return entries;
    }

    @Override
    public void done(Entry entry) {
        String digest = Digest.sha256Of(text(entry)).hex();
        try {
            for (Path file : files()) {
                if (isOf(file, digest)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw Reasons.failed("The outbox " + folder + " cannot be written", e, "it will be announced again");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** The names of all entries, oldest first, whether they can be read or not. Changes nothing. */
    List<Waiting> look() throws IOException {
        List<Waiting> waiting = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            try {
                boolean whole = Files.size(file) <= LARGEST
                        && isOf(file, Digest.sha256Of(Files.readAllBytes(file)).hex());
                waiting.add(new Waiting(name, since(name), whole));
            } catch (NoSuchFileException e) {
                continue; // somebody has told it meanwhile
            }
        }
        return waiting;
    }

    private static Instant since(String name) {
        int dash = name.indexOf('-');
        try {
            return Instant.ofEpochMilli(Long.parseLong(name.substring(0, Math.max(0, dash))));
        } catch (NumberFormatException e) {
            return Instant.EPOCH;
        }
    }

    /**
     * An entry that waits.
     *
     * @param file the name of its file
     * @param since when it was added
     * @param whole whether it holds what was written
     */
    record Waiting(String file, Instant since, boolean whole) {}

    private static boolean isOf(Path file, String digest) {
        return file.getFileName().toString().endsWith("-" + digest);
    }

    private static byte[] text(Entry entry) {
        String version = entry.version() == null ? "" : " " + entry.version();
        return (entry.publisher() + " " + entry.name() + version + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Entry> read(Path file) throws IOException {
        try {
            if (Files.size(file) <= LARGEST) {
                byte[] text = Files.readAllBytes(file);
                if (isOf(file, Digest.sha256Of(text).hex())) {
                    String[] words =
                            new String(text, StandardCharsets.UTF_8).strip().split(" ", -1);
                    if (words.length == 2 || words.length == 3) {
                        return Optional.of(new Entry(
                                new PublisherId(words[0]),
                                new PackageName(words[1]),
                                words.length == 2 ? null : Version.parse(words[2])));
                    }
                }
            }
        } catch (NoSuchFileException e) {
            return Optional.empty(); // somebody else has told it
        } catch (ProblemException e) {
            System.getLogger(FileOutbox.class.getName())
                    .log(System.Logger.Level.DEBUG, "An entry of the outbox is damaged", e);
        }
        Files.deleteIfExists(file);
        return Optional.empty();
    }
}
