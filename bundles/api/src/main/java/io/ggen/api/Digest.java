package io.ggen.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The digest of some bytes: SHA-256, or MD5 where a lock of format 1.0 has nothing better. Compared by value. */
public final class Digest {
    private final Algorithm algorithm;
    private final byte[] bytes;

    private Digest(Algorithm algorithm, byte[] bytes) {
        if (bytes.length != algorithm.length) {
            throw Problem.of("A " + algorithm + " digest has " + algorithm.length + " bytes, not " + bytes.length + ".")
                    .asException();
        }
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** A SHA-256 digest from its 32 bytes, which are copied. */
    public static Digest sha256(byte[] bytes) {
        return new Digest(Algorithm.SHA256, bytes.clone());
    }

    /** A SHA-256 digest from 64 hexadecimal digits. */
    public static Digest sha256(String hex) {
        return fromHex(Algorithm.SHA256, hex);
    }

    /** What {@code state} has digested; {@code state} must come from {@link Algorithm#start()} and is reset. */
    public static Digest of(Algorithm algorithm, MessageDigest state) {
        return new Digest(algorithm, state.digest());
    }

    /** The SHA-256 digest of {@code content}. */
    public static Digest sha256Of(byte[] content) {
        MessageDigest state = Algorithm.SHA256.start();
        state.update(content);
        return of(Algorithm.SHA256, state);
    }

    /**
     * Reads {@code sha256-<base64>}, {@code md5-<hex>} or 32 bare hexadecimal digits (MD5).
     * Throws {@link ProblemException} on anything else.
     */
    public static Digest parse(String text) {
        if (text.startsWith("sha256-")) {
            try {
                return new Digest(Algorithm.SHA256, Base64.getDecoder().decode(text.substring(7)));
            } catch (IllegalArgumentException e) {
                throw malformed(text).asException(e);
            }
        }
        if (text.startsWith("md5-")) {
            return fromHex(Algorithm.MD5, text.substring(4));
        }
        if (text.length() == 32) {
            return fromHex(Algorithm.MD5, text);
        }
        throw malformed(text).asException();
    }

    private static Digest fromHex(Algorithm algorithm, String hex) {
        try {
            return new Digest(algorithm, HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw malformed(hex).asException(e);
        }
    }

    private static Problem malformed(String text) {
        return Problem.of("'" + Texts.shown(text) + "' is not a digest: expected sha256-<base64>.");
    }

    /** The function that made this digest. */
    public Algorithm algorithm() {
        return algorithm;
    }

    /** The digest's bytes, as a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The digest in lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** {@code sha256-<base64>}, or {@code md5-<hex>}: what {@link #parse} reads. */
    @Override
    public String toString() {
        return algorithm == Algorithm.SHA256 ? "sha256-" + Base64.getEncoder().encodeToString(bytes) : "md5-" + hex();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && algorithm == that.algorithm && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The digest functions that ggen reads. New digests are always SHA-256. */
    public enum Algorithm {
        /** SHA-256 of FIPS 180-4. */
        SHA256("SHA-256", 32),
        /** MD5 of RFC 1321, only for locks written by the original tool. */
        MD5("MD5", 16);

        private final String jcaName;
        private final int length;

        /** Never used itself: a copy of it costs far less than a look at all security providers. */
        private volatile @Nullable MessageDigest prototype;

        Algorithm(String jcaName, int length) {
            this.jcaName = jcaName;
            this.length = length;
        }

        /** A fresh computation, for one thread. */
        public MessageDigest start() {
            try {
                MessageDigest known = prototype;
                if (known == null) {
                    known = MessageDigest.getInstance(jcaName);
                    prototype = known;
                }
                return (MessageDigest) known.clone();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java has no " + jcaName, e);
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("This Java's " + jcaName + " cannot be copied", e);
            }
        }
    }
}
