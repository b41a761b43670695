package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads releases from an index, skipping what the caller does not need. */
final class EntryReader {
    private final PackageName name;
    private final boolean words;
    private final boolean publishers;
    private PublisherId last = PublisherId.LOCAL;
    private final @Nullable Consumer<String> problems;

    /**
     * @param words whether to read what only people read
     * @param publishers whether to believe who has signed a release, rather than to take each as {@code local}
     * @param problems hears why a release was left out; if null, one bad release makes the whole list damaged
     */
    EntryReader(PackageName name, boolean words, boolean publishers, @Nullable Consumer<String> problems) {
        this.name = name;
        this.words = words;
        this.publishers = publishers;
        this.problems = problems;
    }

    List<Entry> readAll(JsonParser parser) throws IOException, Damaged {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Damaged.at(parser, "a list of releases was expected");
        }
        List<Entry> entries = new ArrayList<>();
        Set<Version> versions = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Json.object(parser, "a release");
            Raw raw = new Raw();
            JsonStreamContext release = parser.getParsingContext();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                parser.nextToken();
                try {
                    read(parser, field, raw);
                } catch (Damaged e) {
                    if (problems == null) {
                        throw e;
                    }
                    raw.damage = raw.damage == null ? e : raw.damage;
                    leave(parser, release);
                }
            }
            add(parser, raw, versions, entries);
        }
        return entries;
    }

    /** Goes on to the end of the field that was wrong. */
    private static void leave(JsonParser parser, JsonStreamContext release) throws IOException {
        while (parser.getParsingContext() != release && parser.nextToken() != null) {
            continue;
        }
    }

    private void add(JsonParser parser, Raw raw, Set<Version> versions, List<Entry> entries) throws Damaged {
        try {
            Entry entry = raw.entry(parser);
            if (!versions.add(entry.version())) {
                throw Damaged.at(parser, "version " + entry.version() + " is there twice");
            }
            entries.add(entry);
        } catch (Damaged e) {
            if (problems == null) {
                throw e;
            }
            problems.accept(name + " " + (raw.version.isEmpty() ? "(no version)" : raw.version) + ": " + e.why());
        }
    }

    private void read(JsonParser parser, String field, Raw raw) throws IOException, Damaged {
        switch (field) {
            case "version" -> raw.version = Json.text(parser, field);
            case "kind" -> raw.kind = Json.text(parser, field);
            case "dependencies" -> raw.dependencies = Dependencies.read(parser);
            case "tarball" -> raw.tarball = Json.text(parser, field);
            case "integrity" -> raw.integrity = Json.text(parser, field);
            case "size" -> raw.size = size(parser);
            case "yanked" -> raw.yanked = parser.currentToken() == JsonToken.VALUE_TRUE;
            case "publisher" -> raw.publisher = publishers ? publisher(parser, field) : PublisherId.LOCAL;
            case "published_at" -> raw.published = Json.text(parser, field);
            default -> {
                if (!words || !raw.words.read(parser, field)) {
                    parser.skipChildren();
                }
            }
        }
    }

    /** Most releases of a name have one publisher. */
    private PublisherId publisher(JsonParser parser, String field) throws IOException, Damaged {
        String text = Json.text(parser, field);
        if (text.isEmpty() || text.equals(PublisherId.LOCAL.value())) {
            return PublisherId.LOCAL;
        }
        if (!text.equals(last.value())) {
            try {
                last = new PublisherId(text);
            } catch (ProblemException e) {
                throw Damaged.at(parser, e.problem().message());
            }
        }
        return last;
    }

    private static long size(JsonParser parser) throws IOException, Damaged {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return -1;
        }
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < 0) {
            throw Damaged.at(parser, "'size' should be a number of bytes");
        }
        return parser.getLongValue();
    }

    /** The fields of one release before they are checked. */
    private final class Raw {
        private String version = "";
        private PublisherId publisher = PublisherId.LOCAL;
        private String kind = "";
        private List<Dependency> dependencies = List.of();
        private String tarball = "";
        private String integrity = "";
        private long size = -1;
        private boolean yanked;
        private String published = "";
        private final WordsReader words = new WordsReader();
        private @Nullable Damaged damage;

        Entry entry(JsonParser parser) throws Damaged {
            if (damage != null) {
                throw damage;
            }
            try {
                Version parsed = Version.parse(version);
                String where = tarball.isEmpty() ? Layout.tarball(name, parsed) : tarball;
                return new Entry(
                        parsed,
                        publisher,
                        kind(parser),
                        dependencies,
                        where,
                        archive(),
                        yanked,
                        published,
                        words.words());
            } catch (ProblemException e) {
                throw Damaged.at(parser, e.problem().message());
            }
        }

        private Release.Kind kind(JsonParser parser) throws Damaged {
            return switch (kind) {
                case "", "files" -> Release.Kind.FILES;
                case "bundle" -> Release.Kind.BUNDLE;
                default -> throw Damaged.at(parser, "'kind' should be files or bundle");
            };
        }

        private @Nullable Archive archive() {
            if (size < 0) {
                return null;
            }
            if (integrity.startsWith("sha256-")) {
                return new Archive(Digest.parse(integrity), size);
            }
            return integrity.length() == 64 ? new Archive(Digest.sha256(integrity), size) : null;
        }
    }
}
