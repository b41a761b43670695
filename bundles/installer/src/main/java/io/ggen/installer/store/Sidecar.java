package io.ggen.installer.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Digest;
import io.ggen.api.ProblemException;
import io.ggen.api.extractor.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The list of what is in a tree, kept beside it: path, kind, executable, size, digest and link of each entry. */
public final class Sidecar {
    private static final String RECORD = "record";
    private static final String UNSIGNED = "unsigned";
    private static final JsonFactory JSON = new JsonFactory();

    private Sidecar() {}

    /** The sidecar of {@code tree} as text, with what vouches for the package it came in as. */
    public static byte[] write(Tree tree, KeptRecord record) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(128 + tree.entries().size() * 128);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("version", 1);
            if (record.isSigned()) {
                out.writeObjectFieldStart(RECORD);
                out.writeBinaryField(record.key(), record.envelope());
                out.writeEndObject();
            } else {
                out.writeStringField(UNSIGNED, record.id());
            }
            out.writeArrayFieldStart("entries");
            for (Tree.Entry entry : tree.entries()) {
                write(out, entry);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** How the sidecar of a tree starts that came in as {@code id}, unsigned. */
    static byte[] head(String id) {
        return "{\"version\":1,\""
                .concat(UNSIGNED)
                .concat("\":\"")
                .concat(id)
                .concat("\",")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator out, Tree.Entry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", entry.path());
        switch (entry.kind()) {
            case FILE -> {
                out.writeNumberField("size", entry.size());
                if (entry.executable()) {
                    out.writeBooleanField("executable", true);
                }
                Digest digest = entry.digest();
                if (digest != null) {
                    out.writeStringField("digest", digest.toString());
                }
            }
            case FOLDER -> out.writeStringField("kind", "folder");
            case LINK -> {
                out.writeStringField("kind", "link");
                String link = entry.link();
                out.writeStringField("link", link == null ? "" : link);
            }
        }
        out.writeEndObject();
    }

    /** The envelope that {@code sidecar} keeps under {@code key}, or null. Reads no further than to it. */
    static byte @Nullable [] record(Path sidecar, String key) throws IOException {
        try (InputStream file = Files.newInputStream(sidecar);
                JsonParser in = JSON.createParser(file)) {
            boolean starts = in.nextToken() == JsonToken.START_OBJECT
                    && "version".equals(in.nextFieldName())
                    && in.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && RECORD.equals(in.nextFieldName())
                    && in.nextToken() == JsonToken.START_OBJECT
                    && key.equals(in.nextFieldName())
                    && in.nextToken() == JsonToken.VALUE_STRING;
            return starts ? in.getBinaryValue() : null;
        }
    }

    /** Reads a sidecar. Throws an {@link IOException} if it is not whole. */
    public static Tree read(Path sidecar) throws IOException {
        List<Tree.Entry> entries = new ArrayList<>();
        try (JsonParser in = JSON.createParser(Files.readAllBytes(sidecar))) {
            expect(in.nextToken() == JsonToken.START_OBJECT, sidecar);
            boolean whole = false;
            String field;
            while ((field = in.nextFieldName()) != null) {
                in.nextToken();
                if (field.equals("entries")) {
                    expect(in.currentToken() == JsonToken.START_ARRAY, sidecar);
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        entries.add(entry(in, sidecar));
                    }
                    whole = in.currentToken() == JsonToken.END_ARRAY;
                } else {
                    in.skipChildren();
                }
            }
            expect(whole && in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null, sidecar);
        } catch (ProblemException e) {
            throw new IOException(e.problem().message(), e);
        }
        return new Tree(entries);
    }

    private static Tree.Entry entry(JsonParser in, Path sidecar) throws IOException {
        String path = null;
        Tree.Kind kind = Tree.Kind.FILE;
        boolean executable = false;
        long size = 0;
        @Nullable Digest digest = null;
        @Nullable String link = null;
        String field;
        while ((field = in.nextFieldName()) != null) {
            in.nextToken();
            switch (field) {
                case "path" -> path = in.getText();
                case "kind" -> kind = in.getText().equals("folder") ? Tree.Kind.FOLDER : Tree.Kind.LINK;
                case "executable" -> executable = in.getBooleanValue();
                case "size" -> size = in.getLongValue();
                case "digest" -> digest = Digest.parse(in.getText());
                case "link" -> link = in.getText();
                default -> in.skipChildren();
            }
        }
        if (path == null || in.currentToken() != JsonToken.END_OBJECT) {
            throw damaged(sidecar);
        }
        return new Tree.Entry(path, kind, executable, size, digest, link);
    }

    private static void expect(boolean holds, Path sidecar) throws IOException {
        if (!holds) {
            throw damaged(sidecar);
        }
    }

    private static IOException damaged(Path sidecar) {
        return new IOException(sidecar + " is damaged");
    }
}
