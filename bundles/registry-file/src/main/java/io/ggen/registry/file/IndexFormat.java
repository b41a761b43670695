package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Archive;
import io.ggen.api.PackageName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads and writes {@code NAME/index.json}. */
final class IndexFormat {
    private IndexFormat() {}

    /** Reads the index of {@code name}; without {@code words}, what only people read is left out. */
    static NameIndex read(byte[] text, PackageName name, boolean words) throws Damaged {
        return Json.read(text, new Reading(name, words));
    }

    /** A class rather than a lambda, which would cost milliseconds at the start of a one-shot command. */
    private record Reading(PackageName name, boolean words) implements Json.Reader<NameIndex> {
        @Override
        public NameIndex read(JsonParser parser) throws IOException, Damaged {
            return IndexFormat.read(parser, name, words);
        }
    }

    private static NameIndex read(JsonParser parser, PackageName name, boolean words) throws IOException, Damaged {
        Json.object(parser, "an index");
        String deprecated = "";
        List<Entry> entries = List.of();
        Set<String> skipped = new TreeSet<>();
        boolean complete = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "version" -> {
                    if (!Json.text(parser, field).startsWith("1.")) {
                        throw Damaged.at(parser, "its format is newer than this ggen");
                    }
                }
                case "name" -> {
                    if (!Json.text(parser, field).equals(name.value())) {
                        throw Damaged.at(parser, "it names another package");
                    }
                }
                case "deprecated" -> deprecated = Json.text(parser, field);
                case "skipped" -> skipped.addAll(Json.texts(parser, field));
                case "releases" -> {
                    entries = new EntryReader(name, words, true, null).readAll(parser);
                    complete = true;
                }
                default -> parser.skipChildren();
            }
        }
        if (!complete) {
            throw new Damaged("it has no 'releases'");
        }
        for (Entry entry : entries) {
            if (entry.archive() == null) {
                throw new Damaged("version " + entry.version() + " has no SHA-256 integrity with a size");
            }
        }
        return new NameIndex(name, deprecated.isEmpty() ? null : deprecated, entries, skipped);
    }

    static byte[] write(NameIndex index) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("version", "1.0");
            json.writeStringField("name", index.name().value());
            text(json, "deprecated", index.deprecated() == null ? "" : index.deprecated());
            json.writeFieldName("releases");
            releases(json, index.entries());
            if (!index.skipped().isEmpty()) {
                texts(json, "skipped", List.copyOf(new TreeSet<>(index.skipped())));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return out.toByteArray();
    }

    /** Writes the list of releases that both kinds of index hold. */
    static void releases(JsonGenerator json, List<Entry> entries) throws IOException {
        json.writeStartArray();
        for (Entry entry : entries) {
            json.writeStartObject();
            json.writeStringField("version", entry.version().toString());
            Entry.Words words = entry.words();
            text(json, "title", words.title());
            text(json, "description", words.description());
            json.writeStringField("kind", entry.kind().word());
            texts(json, "categories", words.categories());
            texts(json, "tags", words.tags());
            texts(json, "keywords", words.keywords());
            text(json, "author", words.author());
            text(json, "license", words.license());
            Dependencies.write(json, entry.dependencies());
            json.writeStringField("tarball", entry.tarball());
            Archive archive = entry.archive();
            if (archive != null) {
                json.writeStringField("integrity", archive.digest().toString());
                json.writeNumberField("size", archive.size());
            }
            text(json, "published_at", entry.published());
            json.writeStringField("publisher", entry.publisher().value());
            json.writeBooleanField("yanked", entry.yanked());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(field, text);
        }
    }

    private static void texts(JsonGenerator json, String field, List<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeArrayFieldStart(field);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }
}
