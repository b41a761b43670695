package io.ggen.installer.store;

import io.ggen.api.Digest;
import io.ggen.api.PublisherId;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What vouches for one package, kept with the tree that its archive became: its signed record, or that a registry has it
 * unsigned. In the sidecar of a tree that came in with it, else in a file of its own beside that, which counts before the
 * sidecar. Several packages may have one archive.
 */
public final class KeptRecord {
    private static final String SUFFIX = ".record";
    private static final int LARGEST = 1 << 16;
    private static final byte[] UNSIGNED = "unsigned".getBytes(StandardCharsets.UTF_8);

    private final PublisherId publisher;
    private final String id;
    private final byte[] envelope;

    /** The record of {@code id} by {@code publisher}. */
    public KeptRecord(PublisherId publisher, String id, byte[] envelope) {
        this.publisher = publisher;
        this.id = id;
        this.envelope = envelope.clone();
    }

    /** That a registry has {@code id} with just the archive of the tree, and nobody has signed it. */
    public static KeptRecord unsigned(String id) {
        return new KeptRecord(PublisherId.LOCAL, id, UNSIGNED);
    }

    private static String key(PublisherId publisher, String id) {
        return Digest.sha256Of((publisher + " " + id).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32);
    }

    boolean isSigned() {
        return !publisher.isLocal();
    }

    String id() {
        return id;
    }

    String key() {
        return key(publisher, id);
    }

    byte[] envelope() {
        return envelope;
    }

    /** Whether just this is kept with {@code tree}. Warm installs ask it of each unsigned package, so that parses nothing. */
    public boolean isKept(Path tree) {
        try {
            return isSigned()
                    ? Arrays.equals(envelope, read(tree, publisher, id))
                    : startsWith(new File(tree.toString().concat(".json")), Sidecar.head(id))
                            || Files.exists(file(tree));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean startsWith(File file, byte[] head) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            return Arrays.equals(head, in.readNBytes(head.length));
        }
    }

    /** Its file beside {@code tree}. */
    Path file(Path tree) {
        return file(tree, key());
    }

    private static Path file(Path tree, String key) {
        return tree.resolveSibling(tree.getFileName() + "." + key + SUFFIX);
    }

    /** What was kept with {@code tree} for {@code id} by {@code publisher}: a signed record's envelope; null if nothing was. */
    public static byte @Nullable [] read(Path tree, PublisherId publisher, String id) {
        String key = key(publisher, id);
        Path file = file(tree, key);
        try {
            if (file.toFile().length() > 0) {
                try (InputStream in = Files.newInputStream(file)) {
                    return in.readNBytes(LARGEST);
                }
            }
            return Sidecar.record(tree.resolveSibling(tree.getFileName() + ".json"), key);
        } catch (IOException e) {
            return null; // no record that could be shown
        }
    }
}
