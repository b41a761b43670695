package io.ggen.catalog;

import io.ggen.api.catalog.Catalog.Hit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One package of one publisher, told by its best release.
 *
 * @param gone whether every release is yanked
 * @param sources the ids of the registries that have it
 */
record Entry(
        String name,
        String version,
        String publisher,
        String title,
        String description,
        List<String> categories,
        List<String> tags,
        List<String> keywords,
        String author,
        boolean gone,
        List<String> sources) {
    /** How many categories, tags or keywords of a package are kept. */
    static final int MOST_IN_LIST = 100;

    private static final int LONGEST_TEXT = 4_000;

    /** Cuts what is longer than anybody reads. */
    Entry {
        title = cut(title);
        description = cut(description);
        author = cut(author);
        categories = cut(categories);
        tags = cut(tags);
        keywords = cut(keywords);
        sources = List.copyOf(sources);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    private static List<String> cut(List<String> texts) {
        List<String> kept = new ArrayList<>(Math.min(texts.size(), MOST_IN_LIST));
        for (String text : texts) {
            if (kept.size() == MOST_IN_LIST) {
                break;
            }
            kept.add(cut(text));
        }
        return List.copyOf(kept);
    }

    /** What a hit shows, as bytes. */
    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(name);
        out.writeUTF(version);
        out.writeUTF(publisher);
        out.writeUTF(title);
        out.writeUTF(description);
        write(out, categories);
        write(out, tags);
        write(out, sources);
        return bytes.toByteArray();
    }

    /** The hit that {@link #toBytes} wrote. */
    static Hit toHit(byte[] bytes, int offset, int length, double score) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
        String name = in.readUTF();
        String version = in.readUTF();
        String publisher = in.readUTF();
        String title = in.readUTF();
        String description = in.readUTF();
        return new Hit(name, version, publisher, title, description, read(in), read(in), score, read(in));
    }

    private static void write(DataOutputStream out, List<String> texts) throws IOException {
        out.writeShort(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        int count = in.readUnsignedShort();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
