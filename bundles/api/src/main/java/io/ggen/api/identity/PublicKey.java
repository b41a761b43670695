package io.ggen.api.identity;

import io.ggen.api.Digest;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An Ed25519 public key (RFC 8032), with the two forms that libp2p gives it: the key protobuf and the peer id (libp2p specs,
 * {@code peer-ids/peer-ids.md}). Immutable, compared by value.
 *
 * <p>Never a key that everybody could sign for: keys of small order, and encodings that are not the one of their point, are
 * refused when the value is made. Whether the bytes are a point of the curve at all shows only in {@link #verifies}, which is
 * false for every signature if they are none.
 */
public final class PublicKey {
    /** Bytes of a raw key. */
    public static final int LENGTH = 32;

    /** Bytes of a signature. */
    public static final int SIGNATURE_LENGTH = 64;

    /** Field 1, type Ed25519; field 2, 32 bytes. */
    private static final byte[] PROTOBUF_HEAD = {0x08, 0x01, 0x12, 0x20};

    /** Multihash "identity" of 36 bytes. */
    private static final byte[] ID_HEAD = {0x00, 0x24, 0x08, 0x01, 0x12, 0x20};

    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int FINGERPRINT_BYTES = 15;

    private final byte[] raw;
    private @Nullable PublisherId id;

    private PublicKey(byte[] raw) {
        if (raw.length != LENGTH) {
            throw Problem.of("An Ed25519 public key has " + LENGTH + " bytes, not " + raw.length + ".")
                    .asException();
        }
        if (WeakKeys.contains(raw)) {
            throw Problem.of("These 32 bytes are refused as a public key: anybody could sign for it.")
                    .asException();
        }
        this.raw = raw;
    }

    /** The key of these 32 bytes, which are copied. */
    public static PublicKey of(byte[] raw) {
        return new PublicKey(raw.clone());
    }

    /** The key that {@code id} is the peer id of: {@code 12D3KooW…}. */
    public static PublicKey ofId(PublisherId id) {
        String text = id.value();
        if (text.length() == 52 && text.startsWith("12D3KooW")) {
            byte[] bytes = Base58.decode(text);
            if (startsWith(bytes, ID_HEAD) && bytes.length == ID_HEAD.length + LENGTH) {
                PublicKey key = new PublicKey(Arrays.copyOfRange(bytes, ID_HEAD.length, bytes.length));
                key.id = id;
                return key;
            }
        }
        throw Problem.of("'" + Texts.shown(text)
                        + "' is not the id of an Ed25519 key: that is 52 characters and begins with" + " 12D3KooW.")
                .asException();
    }

    /** The key in libp2p's key protobuf, which must be byte for byte what {@link #toProtobuf} writes. */
    public static PublicKey ofProtobuf(byte[] protobuf) {
        if (protobuf.length != PROTOBUF_HEAD.length + LENGTH || !startsWith(protobuf, PROTOBUF_HEAD)) {
            throw Problem.of(
                            "This is not the libp2p protobuf of an Ed25519 public key: that is 36 bytes and begins with"
                                    + " 08 01 12 20.")
                    .asException();
        }
        return new PublicKey(Arrays.copyOfRange(protobuf, PROTOBUF_HEAD.length, protobuf.length));
    }

    private static boolean startsWith(byte[] bytes, byte[] head) {
        return bytes.length >= head.length && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }

    /** The 32 bytes, as a copy. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The 36 bytes of libp2p's key protobuf. */
    public byte[] toProtobuf() {
        return joined(PROTOBUF_HEAD);
    }

    /** The peer id of this key, as text: base58btc of the identity multihash of {@link #toProtobuf}. */
    public PublisherId id() {
        PublisherId known = id;
        if (known == null) {
            known = new PublisherId(Base58.encode(joined(ID_HEAD)));
            id = known;
        }
        return known;
    }

    private byte[] joined(byte[] head) {
        byte[] whole = Arrays.copyOf(head, head.length + LENGTH);
        System.arraycopy(raw, 0, whole, head.length, LENGTH);
        return whole;
    }

    /**
     * Whether {@code signature} is this key's signature of {@code message}. False for everything malformed; throws for
     * nothing. The verdict is the same on every machine: RFC 8032, section 5.1.7, by the equation without the cofactor,
     * with R and S in their one encoding ({@code S < L}), so nobody can turn one good signature into another.
     */
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == SIGNATURE_LENGTH && Ed25519.verifies(raw, message, signature);
    }

    /**
     * What people compare by eye or by voice: {@code abcd-efgh-ijkl-mnop-qrst-uvwx}, the first 120 bits of SHA-256 of the
     * raw key in base32 (RFC 4648), more than the 112 bits that NIST SP 800-57 asks for. The ends of an id would not do:
     * keys whose ids begin and end alike are found in hours.
     */
    public String fingerprint() {
        byte[] digest = Digest.sha256Of(raw).bytes();
        StringBuilder text = new StringBuilder(29);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < FINGERPRINT_BYTES; i++) {
            held = held << 8 | (digest[i] & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                if (text.length() % 5 == 4) {
                    text.append('-');
                }
                text.append(BASE32.charAt(held >>> bits & 31));
            }
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey that && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** The text of {@link #id}. */
    @Override
    public String toString() {
        return id().value();
    }
}
