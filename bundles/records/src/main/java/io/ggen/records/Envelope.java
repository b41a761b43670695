package io.ggen.records;

import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.util.Arrays;

/**
 * A signed envelope of libp2p (specs, RFC 0002): a payload, its type, the Ed25519 key that signed it, and the signature
 * over domain, type and payload. Stricter than the RFC: one envelope has one encoding. Immutable; two are equal if kind, key
 * and payload are, whatever their signatures.
 */
public final class Envelope {
    /** What an envelope has beyond its payload, at most. */
    static final int LARGEST_OVERHEAD = 2 + 36 + 2 + 13 + 3 + 2 + 64;

    private final RecordKind kind;
    private final PublicKey key;
    private final byte[] payload;
    private final byte[] signature;
    private final RecordId id;

    Envelope(RecordKind kind, PublicKey key, byte[] payload, byte[] signature) {
        this.kind = kind;
        this.key = key;
        this.payload = payload;
        this.signature = signature;
        this.id = RecordId.of(payload);
    }

    /** Signs {@code payload}, whose content is the caller's business. Throws {@link io.ggen.api.ProblemException} if it is too large. */
    public static Envelope seal(RecordKind kind, byte[] payload, Signer signer) {
        if (payload.length > kind.largestPayload()) {
            throw Problem.of("A " + kind.word() + " record of " + payload.length + " bytes is over the limit of "
                            + kind.largestPayload() + "; nothing was signed.")
                    .asException();
        }
        byte[] copy = payload.clone();
        return new Envelope(kind, signer.publicKey(), copy, signer.sign(signedText(kind, copy)));
    }

    /** Reads an envelope and checks its form and signature, not what its payload says. */
    public static Opened<Envelope> open(byte[] bytes) {
        try {
            Envelope envelope = EnvelopeReader.read(bytes);
            envelope.checkSignature();
            return new Opened.Accepted<>(envelope);
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    void checkSignature() {
        if (!key.verifies(signedText(kind, payload), signature)) {
            throw new RefusedException(new Refusal.BadSignature(key.id()));
        }
    }

    /** What is signed: domain, payload type and payload, each behind its length as an unsigned varint. */
    static byte[] signedText(RecordKind kind, byte[] payload) {
        ProtobufOutput out = new ProtobufOutput(payload.length + 40);
        out.sized(kind.domainBytes);
        out.sized(kind.typeBytes);
        out.sized(payload);
        return out.bytes();
    }

    static byte[] encode(byte[] keyProtobuf, byte[] payloadType, byte[] payload, byte[] signature) {
        ProtobufOutput out = new ProtobufOutput(payload.length + LARGEST_OVERHEAD);
        out.field(1, keyProtobuf);
        out.field(2, payloadType);
        out.field(3, payload);
        out.field(5, signature);
        return out.bytes();
    }

    /** What the payload is. */
    public RecordKind kind() {
        return kind;
    }

    /** The key that signed. */
    public PublicKey key() {
        return key;
    }

    /** Whose key signed. */
    public PublisherId signer() {
        return key.id();
    }

    /** The signed bytes, as a copy. */
    public byte[] payload() {
        return payload.clone();
    }

    /** The payload itself, for readers in this package. */
    byte[] rawPayload() {
        return payload;
    }

    /** The 64 bytes of the signature, as a copy. */
    public byte[] signature() {
        return signature.clone();
    }

    /** The digest of the payload. */
    public RecordId id() {
        return id;
    }

    /** The envelope as bytes: its only encoding. */
    public byte[] toBytes() {
        return encode(key.toProtobuf(), kind.typeBytes, payload, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope that
                && kind == that.kind
                && key.equals(that.key)
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return kind.word() + " " + id;
    }
}
