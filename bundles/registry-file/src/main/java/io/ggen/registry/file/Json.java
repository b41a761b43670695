package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading JSON as a stream, within bounds. */
final class Json {
    /** The largest index of one name, in bytes. */
    static final long LARGEST_INDEX = 64L << 20;
    /** The largest index of a whole registry, in bytes. */
    static final long LARGEST_WHOLE = 1L << 30;
    /** The largest manifest and the largest status, in bytes. */
    static final long LARGEST_MANIFEST = 1L << 20;

    /** Names of packages are keys here, and there is no end of them: they are not interned. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private Json() {}

    /** Reads one value; the parser stands on its first token. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonParser parser) throws IOException, Damaged;
    }

    /** What {@code reader} makes of the only value in {@code text}. */
    static <T> T read(byte[] text, int from, int length, Reader<T> reader) throws Damaged {
        try (JsonParser parser = FACTORY.createParser(text, from, length)) {
            if (parser.nextToken() == null) {
                throw new Damaged("it is empty");
            }
            T value = reader.read(parser);
            if (parser.nextToken() != null) {
                throw Damaged.at(parser, "there is more behind the end");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Damaged.of(e);
        } catch (IOException e) {
            throw new Damaged(Failures.reason(e));
        }
    }

    static <T> T read(byte[] text, Reader<T> reader) throws Damaged {
        return read(text, 0, text.length, reader);
    }

    /** The content of {@code file}, if it is a regular file of at most {@code limit} bytes. */
    static byte[] bytes(Path file, long limit) throws IOException, Damaged {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return bytes(file, attributes.isRegularFile(), attributes.size(), limit);
    }

    /** Like {@link #bytes(Path, long)}, for a file that has just been looked at. */
    static byte[] bytes(Path file, Stamp stamp, long limit) throws IOException, Damaged {
        return bytes(file, stamp.isFile(), stamp.size(), limit);
    }

    private static byte[] bytes(Path file, boolean isFile, long size, long limit) throws IOException, Damaged {
        if (!isFile) {
            throw new Damaged("it is not a file");
        }
        if (size > limit) {
            throw new Damaged("it has " + size + " bytes and at most " + limit + " are read");
        }
        byte[] content = new byte[(int) size];
        try (InputStream in = new FileInputStream(file.toFile())) {
            int read = in.readNBytes(content, 0, content.length);
            return read == content.length ? content : Arrays.copyOf(content, read);
        } catch (FileNotFoundException e) {
            return Files.readAllBytes(file);
        }
    }

    /** Like {@link #bytes}, or null if there is no such file. */
    static byte @Nullable [] bytesIfThere(Path file, long limit) throws IOException, Damaged {
        try {
            return bytes(file, limit);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Goes into the object where {@code parser} stands, or complains that {@code what} should be one. */
    static void object(JsonParser parser, String what) throws Damaged {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Damaged.at(parser, what + " should be an object {…}");
        }
    }

    /** The text where {@code parser} stands; null stands for empty text. */
    static String text(JsonParser parser, String what) throws IOException, Damaged {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        throw Damaged.at(parser, "'" + what + "' should be text");
    }

    /** The texts in the list where {@code parser} stands; null stands for an empty list. */
    static List<String> texts(JsonParser parser, String what) throws IOException, Damaged {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Damaged.at(parser, "'" + what + "' should be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(parser, what));
        }
        return texts;
    }
}
