package io.ggen.home;

import io.ggen.api.files.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings files in one folder. A broken file is told once, left alone, and counts as absent. Safe for use by many
 * threads; files are replaced whole, so a crash leaves the old settings or the new ones.
 */
final class Settings {
    /** The largest file that is read, in bytes. */
    static final int LARGEST = 1 << 20;

    private static final int MOST_TOLD = 100;

    /** Kept in the same folder by those who read it themselves; no configuration. */
    private static final String OVERRIDES = "overrides.json";

    private final Path folder;
    private final Consumer<String> warnings;
    private final Set<String> told = new HashSet<>();

    Settings(Path folder, Consumer<String> warnings) {
        this.folder = folder;
        this.warnings = warnings;
    }

    /** The settings of {@code pid}, or null if there are none or their file is broken. */
    @Nullable
    Hashtable<String, Object> read(String pid) {
        try {
            return read(SettingsName.ofPid(pid));
        } catch (BrokenSettings e) {
            tell(e);
            return null;
        }
    }

    /** All settings whose file is not broken. */
    List<Hashtable<String, Object>> readAll() {
        List<BrokenSettings> broken = new ArrayList<>();
        List<Hashtable<String, Object>> all = readAll(broken);
        for (BrokenSettings one : broken) {
            tell(one);
        }
        return all;
    }

    /** What is wrong with the files in the folder, one sentence each. Tells nobody else. */
    List<String> problems() {
        List<BrokenSettings> broken = new ArrayList<>();
        readAll(broken);
        List<String> sentences = new ArrayList<>();
        for (BrokenSettings one : broken) {
            sentences.add(String.valueOf(one.getMessage()));
        }
        return sentences;
    }

    /** Replaces the settings of {@code pid}. Refuses to write over a broken file, so that no work of its author is lost. */
    synchronized void write(String pid, Dictionary<?, ?> settings) throws IOException {
        SettingsName name = SettingsName.ofPid(pid);
        if (name.file().equals(OVERRIDES)) {
            throw new IOException(folder.resolve(OVERRIDES) + " holds ranges of packages and no configuration");
        }
        byte[] text = SettingsWriter.write(settings);
        Hashtable<String, Object> old = read(name);
        if (old == null || !Arrays.equals(SettingsWriter.write(old), text)) {
            DurableFiles.write(folder.resolve(name.file()), text);
        }
    }

    /** Forgets the settings of {@code pid}; a broken file stays. */
    synchronized void delete(String pid) throws IOException {
        if (read(pid) != null) {
            Files.deleteIfExists(folder.resolve(SettingsName.ofPid(pid).file()));
            DurableFiles.sync(folder);
        }
    }

    private List<Hashtable<String, Object>> readAll(List<BrokenSettings> broken) {
        List<Hashtable<String, Object>> all = new ArrayList<>();
        for (Path file : files(broken)) {
            try {
                Optional<SettingsName> name =
                        SettingsName.ofFile(file.getFileName().toString());
                if (name.isEmpty()) {
                    throw BrokenSettings.whole(
                            file, "has a name that no configuration has, such as PID.json or FACTORY-NAME.json");
                }
                Hashtable<String, Object> settings = read(name.get());
                if (settings != null) {
                    all.add(settings);
                }
            } catch (BrokenSettings e) {
                broken.add(e);
            }
        }
        return all;
    }

    private List<Path> files(List<BrokenSettings> broken) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.equals(OVERRIDES)) {
                    continue;
                }
                if (name.endsWith(".json") && !name.startsWith(".") && Files.isRegularFile(entry)) {
                    files.add(entry);
                } else if (name.startsWith(".") && name.endsWith(".tmp")) {
                    Leftovers.delete(entry);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            broken.add(BrokenSettings.whole(folder, "cannot be read (" + e + ")"));
        }
        Collections.sort(files);
        return files;
    }

    private @Nullable Hashtable<String, Object> read(SettingsName name) throws BrokenSettings {
        Path file = folder.resolve(name.file());
        if (name.file().equals(OVERRIDES) || Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        byte[] text;
        try {
            if (Files.size(file) > LARGEST) {
                throw BrokenSettings.whole(file, "has more than " + LARGEST + " bytes");
            }
            text = Files.readAllBytes(file);
        } catch (BrokenSettings e) {
            throw e;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw BrokenSettings.whole(file, "cannot be read (" + e + ")");
        }
        Hashtable<String, Object> settings = SettingsReader.read(file, text);
        for (Iterator<String> keys = settings.keySet().iterator(); keys.hasNext(); ) {
            if (!SettingsWriter.isSetting(keys.next())) {
                keys.remove();
            }
        }
        settings.put("service.pid", name.pid());
        String factoryPid = name.factoryPid();
        if (factoryPid != null) {
            settings.put("service.factoryPid", factoryPid);
        }
        return settings;
    }

    private void tell(BrokenSettings problem) {
        String sentence = String.valueOf(problem.getMessage());
        boolean isNew;
        synchronized (told) {
            isNew = told.size() < MOST_TOLD && told.add(sentence);
        }
        if (isNew) {
            warnings.accept(sentence);
        }
    }
}
