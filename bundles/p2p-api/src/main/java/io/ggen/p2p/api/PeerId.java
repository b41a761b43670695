package io.ggen.p2p.api;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.identity.Base58;
import io.ggen.api.identity.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a peer is: the multihash of its public key (libp2p specs, {@code peer-ids/peer-ids.md}). Ids of Ed25519 keys can be made
 * and give their key back; those of other keys can be read, written and compared. Immutable, compared by bytes, unsigned.
 */
public final class PeerId implements Comparable<PeerId> {
    /** The most bytes an id has: an identity multihash of a key protobuf of 42 bytes. */
    public static final int MOST_BYTES = 44;

    private static final int MOST_CHARACTERS = 96;
    private static final int IDENTITY = 0x00;
    private static final int SHA256 = 0x12;
    private static final int ED25519 = 1;
    private static final int SECP256K1 = 2;
    private static final int KEY_AT = 6;
    private static final byte[] CID_HEAD = {0x01, 0x72};

    private final byte[] multihash;
    private final int hash;

    private PeerId(byte[] multihash) {
        this.multihash = multihash;
        this.hash = Arrays.hashCode(multihash);
    }

    /** The id of {@code key}. */
    public static PeerId of(PublicKey key) {
        byte[] protobuf = key.toProtobuf();
        byte[] multihash = new byte[protobuf.length + 2];
        multihash[1] = (byte) protobuf.length;
        System.arraycopy(protobuf, 0, multihash, 2, protobuf.length);
        return new PeerId(multihash);
    }

    /**
     * The id with these multihash bytes, which are copied. Throws {@link NetworkException} (MALFORMED) unless they are a
     * SHA-256 multihash or an identity multihash of an Ed25519 or secp256k1 key.
     */
    public static PeerId fromBytes(byte[] multihash) {
        String wrong = complaint(multihash);
        if (wrong != null) {
            throw NetworkException.malformed("The " + multihash.length + " bytes are no peer id: " + wrong + ".");
        }
        return new PeerId(multihash.clone());
    }

    /**
     * Reads base58btc ({@code 12D3KooW…}, {@code Qm…}, {@code 16Uiu2…}) or CIDv1 in base32 ({@code bafzaa…}). Throws
     * {@link ProblemException} on anything else.
     */
    public static PeerId parse(String text) {
        if (text.length() > MOST_CHARACTERS || text.isEmpty()) {
            throw notAnId(text, "it has " + text.length() + " characters").asException();
        }
        byte[] multihash;
        try {
            multihash = text.charAt(0) == 'b' ? fromCid(text) : Base58.decode(text);
        } catch (ProblemException e) {
            throw notAnId(text, "a character of it does not belong there").asException(e);
        }
        String wrong = complaint(multihash);
        if (wrong != null) {
            throw notAnId(text, wrong).asException();
        }
        return new PeerId(multihash);
    }

    private static byte[] fromCid(String text) {
        byte[] cid = Base32.decode(text, 1);
        if (cid.length < 2 || cid[0] != CID_HEAD[0] || cid[1] != CID_HEAD[1]) {
            throw notAnId(text, "it is not a CID version 1 of a libp2p key").asException();
        }
        return Arrays.copyOfRange(cid, 2, cid.length);
    }

    private static Problem notAnId(String text, String why) {
        return Problem.usage("'" + Texts.shown(text) + "' is not a peer id: " + why
                + ". An id looks like 12D3KooWRdFFg3yTbTsDq5Z1yCvCWbqznEFro9jeVivo7rkayJ4D.");
    }

    private static @Nullable String complaint(byte[] multihash) {
        if (multihash.length < 2 || multihash.length != multihash[1] + 2) {
            return "its length is not what it says";
        }
        if (multihash[0] == SHA256) {
            return multihash[1] == 32 ? null : "a SHA-256 digest has 32 bytes";
        }
        if (multihash[0] != IDENTITY) {
            return "it is neither an identity nor a SHA-256 multihash";
        }
        boolean isKey = multihash.length > KEY_AT
                && multihash[2] == 0x08
                && multihash[4] == 0x12
                && multihash[5] == multihash.length - KEY_AT
                && (multihash[3] == ED25519 && multihash[5] == 32 || multihash[3] == SECP256K1 && multihash[5] == 33);
        return isKey ? null : "it holds no Ed25519 or secp256k1 key";
    }

    /** The multihash, as a copy. */
    public byte[] bytes() {
        return multihash.clone();
    }

    /** The key itself, if this is the id of an Ed25519 key; empty also for keys that are refused as weak. */
    public Optional<PublicKey> publicKey() {
        if (multihash[0] != IDENTITY || multihash[3] != ED25519) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicKey.of(Arrays.copyOfRange(multihash, KEY_AT, multihash.length)));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** The same key as a publisher; empty unless it is an Ed25519 key. */
    public Optional<PublisherId> publisher() {
        return publicKey().map(PublicKey::id);
    }

    /** The id as CIDv1 in base32, the newer text form. */
    public String toCid() {
        byte[] cid = Arrays.copyOf(CID_HEAD, CID_HEAD.length + multihash.length);
        System.arraycopy(multihash, 0, cid, CID_HEAD.length, multihash.length);
        return "b" + Base32.encode(cid);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerId that && hash == that.hash && Arrays.equals(multihash, that.multihash);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(PeerId other) {
        return Arrays.compareUnsigned(multihash, other.multihash);
    }

    /** base58btc, without a prefix. */
    @Override
    public String toString() {
        return Base58.encode(multihash);
    }
}
