package io.ggen.installer.code;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The packages of one generation whose code is to run, as the file {@value #FILE} in it says: there only where there is such a
 * package, so that a host that has none looks for one file.
 *
 * @param entries in the order of names
 */
public record CodeList(List<Entry> entries) {
    /** Its name in the folder of a generation. */
    public static final String FILE = "code.json";

    /** No code. */
    public static final CodeList NONE = new CodeList(List.of());

    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the list. */
    public CodeList {
        entries = List.copyOf(entries);
    }

    /**
     * One package.
     *
     * @param bundles the paths of its bundles, inside its tree
     */
    public record Entry(PackageName name, Version version, PublisherId publisher, List<String> bundles) {
        /** Copies the list. */
        public Entry {
            bundles = List.copyOf(bundles);
        }
    }

    /** The entry of {@code name}, or null. */
    public @Nullable Entry of(PackageName name) {
        for (Entry entry : entries) {
            if (entry.name.equals(name)) {
                return entry;
            }
        }
        return null;
    }

    /** The list as text. */
    public byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("version", 1);
            out.writeArrayFieldStart("packages");
            for (Entry entry : entries) {
                out.writeStartObject();
                out.writeStringField("name", entry.name.value());
                out.writeStringField("version", entry.version.toString());
                out.writeStringField("publisher", entry.publisher.value());
                out.writeArrayFieldStart("bundles");
                for (String bundle : entry.bundles) {
                    out.writeString(bundle);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The list of the generation in {@code folder}; empty if it has none. Throws an {@link IOException} if it is not whole. */
    public static CodeList read(Path folder, Limits limits) throws IOException {
        byte[] text;
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            text = in.readNBytes(limits.list() + 1);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        if (text.length > limits.list()) {
            throw new IOException("it is far too long");
        }
        try (JsonParser in = JSON.createParser(text)) {
            expect(in.nextToken() == JsonToken.START_OBJECT);
            List<Entry> entries = new ArrayList<>();
            boolean isWhole = false;
            String field;
            while ((field = in.nextFieldName()) != null) {
                JsonToken value = in.nextToken();
                if (field.equals("packages")) {
                    expect(value == JsonToken.START_ARRAY);
                    entries = entries(in, limits);
                    isWhole = true;
                } else {
                    in.skipChildren();
                }
            }
            expect(isWhole && in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            return new CodeList(entries);
        } catch (ProblemException e) {
            throw new IOException(e.problem().message(), e);
        }
    }

    private static List<Entry> entries(JsonParser in, Limits limits) throws IOException {
        List<Entry> entries = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            expect(entries.size() < limits.packages());
            entries.add(entry(in, limits));
        }
        expect(in.currentToken() == JsonToken.END_ARRAY);
        return entries;
    }

    private static Entry entry(JsonParser in, Limits limits) throws IOException {
        String name = "";
        String version = "";
        String publisher = "";
        List<String> bundles = new ArrayList<>();
        String field;
        while ((field = in.nextFieldName()) != null) {
            in.nextToken();
            switch (field) {
                case "name" -> name = in.getText();
                case "version" -> version = in.getText();
                case "publisher" -> publisher = in.getText();
                case "bundles" -> {
                    expect(in.currentToken() == JsonToken.START_ARRAY);
                    while (in.nextToken() == JsonToken.VALUE_STRING) {
                        expect(bundles.size() < limits.bundles());
                        bundles.add(in.getText());
                    }
                    expect(in.currentToken() == JsonToken.END_ARRAY);
                }
                default -> in.skipChildren();
            }
        }
        expect(in.currentToken() == JsonToken.END_OBJECT);
        return new Entry(new PackageName(name), Version.parse(version), new PublisherId(publisher), bundles);
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("it is not a list of packages");
        }
    }
}
