package io.ggen.identity;

import io.ggen.api.identity.Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;

/** Key files for tests. */
final class KeyFiles {
    /** RFC 8032, section 7.1, TEST 1. */
    static final byte[] SEED =
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private KeyFiles() {}

    /** As openssl writes it. */
    static String pem(byte[] seed) {
        return pem(
                "PRIVATE KEY",
                "302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
    }

    static String pem(String label, String der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(HexFormat.of().parseHex(der))
                + "\n-----END " + label + "-----\n";
    }

    static Signer write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
        chmod(file, "rw-------");
        return SeedSigner.of(SEED);
    }

    static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
