package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Archive;
import io.ggen.api.PackageName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The original's index of a whole registry, read only for names that have no folder. It is gone through once for each
 * state of the file; what stays in memory is where in the file each name's releases are. Nobody has signed what is in it,
 * whatever publishers it names.
 */
final class WholeIndex {
    private final Layout layout;
    private final Consumer<String> warnings;

    private @Nullable Stamp read;
    private Map<String, Place> places = Map.of();

    WholeIndex(Layout layout, Consumer<String> warnings) {
        this.layout = layout;
        this.warnings = warnings;
    }

    private record Place(long from, int length) {}

    @Nullable
    Stamp stamp() {
        return Stamp.of(layout.whole());
    }

    /** The names it has; those that are not valid are left out. */
    List<PackageName> names() {
        List<PackageName> names = new ArrayList<>();
        for (String name : places().keySet()) {
            if (PackageName.isValid(name)) {
                names.add(new PackageName(name));
            }
        }
        return names;
    }

    /**
     * The releases of {@code name}, or null if they are not there. Where it has no SHA-256, the archive is read; a
     * release that cannot be taken is left out, and counted as skipped.
     */
    @Nullable
    NameIndex find(PackageName name, boolean words) throws IOException, Damaged {
        Place place = places().get(name.value());
        if (place == null) {
            return null;
        }
        byte[] text = new byte[place.length];
        try (FileChannel channel = FileChannel.open(layout.whole(), StandardOpenOption.READ)) {
            ByteBuffer into = ByteBuffer.wrap(text);
            while (into.hasRemaining() && channel.read(into, place.from + into.position()) >= 0) {
                continue;
            }
        }
        List<String> problems = new ArrayList<>();
        List<Entry> entries =
                Json.read(text, parser -> new EntryReader(name, words, false, problems::add).readAll(parser));
        List<Entry> complete = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Entry known = entry.archive() == null ? hashed(name, entry, problems) : entry;
            if (known != null) {
                complete.add(known);
            }
        }
        for (String problem : problems) {
            warnings.accept(problem + "; this release in registry/index.json was passed over.");
        }
        Set<String> skipped = Set.copyOf(problems);
        return complete.isEmpty() && skipped.isEmpty() ? null : new NameIndex(name, null, complete, skipped);
    }

    private @Nullable Entry hashed(PackageName name, Entry entry, List<String> problems) {
        Path file = layout.inside(entry.tarball());
        if (file == null || !Files.isRegularFile(file)) {
            problems.add(name + " " + entry.version() + " has no SHA-256 integrity and no archive to take it from");
            return null;
        }
        try {
            Archive archive = Archives.digest(file);
            return entry.with(archive);
        } catch (IOException e) {
            problems.add(name + " " + entry.version() + ": " + Failures.reason(e));
            return null;
        }
    }

    private synchronized Map<String, Place> places() {
        Stamp now = stamp();
        if (now == null) {
            read = null;
            places = Map.of();
        } else if (!now.equals(read)) {
            try {
                places = scan(now);
            } catch (Damaged e) {
                places = Map.of();
                warnings.accept("registry/index.json is damaged (" + e.why()
                        + ") and was passed over; 'ggen registry reindex' writes it again.");
            } catch (IOException e) {
                places = Map.of();
                warnings.accept("registry/index.json could not be read because " + Failures.reason(e)
                        + "; it was passed over.");
            }
            read = now;
        }
        return places;
    }

    private Map<String, Place> scan(Stamp stamp) throws IOException, Damaged {
        if (!Files.isRegularFile(layout.whole())) {
            throw new Damaged("it is not a file");
        }
        if (stamp.size() > Json.LARGEST_WHOLE) {
            throw new Damaged("it has " + stamp.size() + " bytes and at most " + Json.LARGEST_WHOLE + " are read");
        }
        Map<String, Place> found = new HashMap<>();
        try (InputStream in = Files.newInputStream(layout.whole());
                JsonParser parser = Json.FACTORY.createParser(in)) {
            if (parser.nextToken() == null) {
                throw new Damaged("it is empty");
            }
            Json.object(parser, "the index");
            boolean complete = false;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                if (field.equals("packages")) {
                    Json.object(parser, "'packages'");
                    complete = true;
                    while (parser.nextToken() != JsonToken.END_OBJECT) {
                        place(parser, found);
                    }
                } else {
                    parser.skipChildren();
                }
            }
            if (!complete) {
                throw new Damaged("it has no 'packages'");
            }
        } catch (JsonProcessingException e) {
            throw Damaged.of(e);
        }
        return found;
    }

    private static void place(JsonParser parser, Map<String, Place> found) throws IOException, Damaged {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw Damaged.at(parser, "a list of releases was expected");
        }
        long from = parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        long to = parser.currentLocation().getByteOffset();
        if (from < 0 || to - from > Json.LARGEST_INDEX) {
            throw Damaged.at(parser, from < 0 ? "it is not UTF-8" : "too many releases of one name");
        }
        found.put(name, new Place(from, (int) (to - from)));
    }
}
