package io.ggen.installer.store;

import io.ggen.api.Digest;
import io.ggen.api.PublisherId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The signed record of one package, kept with the tree that its archive became: in the sidecar of a tree that came in with it,
 * else in a file of its own beside that, which counts before the sidecar. Several packages may have one archive.
 */
public final class KeptRecord {
    private static final String SUFFIX = ".record";
    private static final int LARGEST = 1 << 16;

    private final String key;
    private final byte[] envelope;

    /** The record of {@code id} by {@code publisher}. */
    public KeptRecord(PublisherId publisher, String id, byte[] envelope) {
        this.key = key(publisher, id);
        this.envelope = envelope.clone();
    }

    private static String key(PublisherId publisher, String id) {
        return Digest.sha256Of((publisher + " " + id).getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 32);
    }

    String key() {
        return key;
    }

    byte[] envelope() {
        return envelope;
    }

    /** Its file beside {@code tree}. */
    Path file(Path tree) {
        return file(tree, key);
    }

    private static Path file(Path tree, String key) {
        return tree.resolveSibling(tree.getFileName() + "." + key + SUFFIX);
    }

    /** The envelope that was kept with {@code tree} for {@code id} by {@code publisher}; null if there is none. */
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
