package io.ggen.identity;

import io.ggen.api.PublisherId;
import io.ggen.api.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The text of a key file: PEM (RFC 7468) of an Ed25519 private key in PKCS #8 (RFC 8410, section 7), as
 * {@code openssl genpkey -algorithm ed25519} writes it, below one line that names its public half.
 *
 * @param seed the 32 bytes of the private key
 * @param named the peer id that the line above names, or null if there is none
 * @param enclosed the public key that the PKCS #8 structure holds beside the private one, or null if there is none
 */
record KeyText(byte[] seed, @Nullable String named, byte @Nullable [] enclosed) {
    private static final String NAMES = "Ed25519 private key of ";
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String LABEL = "PRIVATE KEY";

    /** SEQUENCE, version 0, SEQUENCE of the OID 1.3.101.112, OCTET STRING of an OCTET STRING of 32 bytes. */
    private static final byte[] HEAD = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};

    /** The same with version 1 and a public key behind it. */
    private static final byte[] LONG_HEAD = {0x30, 0x51, 2, 1, 1, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};

    private static final byte[] PUBLIC_HEAD = {(byte) 0x81, 0x21, 0};

    /** A text that is not such a key; the message continues the sentence "The key file … ". */
    static final class NotAKey extends Exception {
        private static final long serialVersionUID = 1;

        NotAKey(String found) {
            super(found);
        }
    }

    /** What is kept in a file for this seed. */
    static byte[] write(byte[] seed, PublisherId id) {
        byte[] der = Arrays.copyOf(HEAD, HEAD.length + seed.length);
        System.arraycopy(seed, 0, der, HEAD.length, seed.length);
        String text = NAMES + id.value()
                + ". Whoever has this file can sign in that name: keep it secret, keep a copy.\n"
                + BEGIN + LABEL + DASHES + "\n" + Base64.getEncoder().encodeToString(der) + "\n" + END + LABEL + DASHES
                + "\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads what {@link #write} writes and what openssl writes, strictly. */
    static KeyText read(byte[] content) throws NotAKey {
        if (content.length == 0) {
            throw new NotAKey("is empty");
        }
        for (byte b : content) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw new NotAKey("is not text");
            }
        }
        String named = null;
        StringBuilder base64 = null;
        boolean ended = false;
        for (String untrimmed : new String(content, StandardCharsets.US_ASCII).split("\n", -1)) {
            String line = untrimmed.endsWith("\r") ? untrimmed.substring(0, untrimmed.length() - 1) : untrimmed;
            if (ended) {
                if (!line.isBlank()) {
                    throw new NotAKey("goes on behind the end of its key");
                }
            } else if (base64 == null) {
                if (line.startsWith(BEGIN)) {
                    checkLabel(line);
                    base64 = new StringBuilder();
                } else if (line.startsWith(NAMES)) {
                    named = line.substring(NAMES.length(), Math.max(NAMES.length(), line.indexOf('.')));
                }
            } else if (line.startsWith(DASHES)) {
                if (!line.equals(END + LABEL + DASHES)) {
                    throw new NotAKey("has a key without an end");
                }
                ended = true;
            } else {
                base64.append(line);
            }
        }
        if (base64 == null) {
            throw new NotAKey("holds no line " + BEGIN + LABEL + DASHES);
        }
        if (!ended) {
            throw new NotAKey("has a key without an end");
        }
        return ofDer(decoded(base64.toString()), named);
    }

    private static void checkLabel(String line) throws NotAKey {
        if (line.equals(BEGIN + LABEL + DASHES)) {
            return;
        }
        throw new NotAKey(
                switch (line) {
                    case BEGIN + "ENCRYPTED PRIVATE KEY" + DASHES -> "is locked with a passphrase";
                    case BEGIN + "OPENSSH PRIVATE KEY" + DASHES -> "is in OpenSSH's own format";
                    case BEGIN + "PUBLIC KEY" + DASHES -> "holds a public key";
                    case BEGIN + "EC PRIVATE KEY" + DASHES, BEGIN + "RSA PRIVATE KEY" + DASHES ->
                        "holds a key of another algorithm";
                    default -> "holds something else than a private key";
                });
    }

    private static byte[] decoded(String base64) throws NotAKey {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(der).equals(base64)) {
                return der;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new NotAKey("is damaged: its key is not base64");
    }

    private static KeyText ofDer(byte[] der, @Nullable String named) throws NotAKey {
        int end = HEAD.length + PublicKey.LENGTH;
        if (der.length == end && startsWith(der, HEAD)) {
            return new KeyText(Arrays.copyOfRange(der, HEAD.length, end), named, null);
        }
        int behind = end + PUBLIC_HEAD.length;
        if (der.length == behind + PublicKey.LENGTH
                && startsWith(der, LONG_HEAD)
                && Arrays.equals(der, end, behind, PUBLIC_HEAD, 0, PUBLIC_HEAD.length)) {
            byte[] enclosed = Arrays.copyOfRange(der, behind, der.length);
            return new KeyText(Arrays.copyOfRange(der, HEAD.length, end), named, enclosed);
        }
        if (der.length < 12 || der[0] != 0x30) {
            throw new NotAKey("is damaged: its key is not PKCS #8");
        }
        if (!Arrays.equals(der, 5, 12, HEAD, 5, 12) && !hasOid(der)) {
            throw new NotAKey("holds a key of another algorithm");
        }
        throw new NotAKey("is damaged: its key is cut off or has something in it that does not belong there");
    }

    private static boolean hasOid(byte[] der) {
        for (int at = 0; at + 5 <= der.length && at < 16; at++) {
            if (Arrays.equals(der, at, at + 5, HEAD, 7, 12)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] der, byte[] head) {
        return Arrays.equals(der, 0, head.length, head, 0, head.length);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "key text" + (named == null ? "" : " of " + named);
    }
}
