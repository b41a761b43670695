package io.ggen.records;

import io.ggen.api.ProblemException;
import io.ggen.api.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an envelope's fields as any protobuf reader would, so that it can say what is wrong, and then takes nothing but our
 * own encoding of them.
 */
final class EnvelopeReader {
    private final byte[] in;
    private int at;
    private byte @Nullable [] key;
    private byte @Nullable [] type;
    private byte @Nullable [] payload;
    private byte @Nullable [] signature;

    private EnvelopeReader(byte[] in) {
        this.in = in;
    }

    static Envelope read(byte[] bytes) {
        int limit = RecordKind.RELEASE.largestEnvelope();
        if (bytes.length > limit) {
            throw new RefusedException(new Refusal.TooLarge("the envelope", limit, bytes.length));
        }
        return new EnvelopeReader(bytes).read();
    }

    private Envelope read() {
        while (at < in.length) {
            readField();
        }
        byte[] key = present(this.key, "public key");
        byte[] type = present(this.type, "payload type");
        byte[] payload = present(this.payload, "payload");
        byte[] signature = present(this.signature, "signature");
        Optional<RecordKind> known = RecordKind.ofType(type);
        if (known.isEmpty()) {
            throw new RefusedException(new Refusal.OtherKind(
                    "that of a release, head or revocation", new String(type, StandardCharsets.UTF_8)));
        }
        RecordKind kind = known.get();
        if (payload.length > kind.largestPayload()) {
            throw new RefusedException(new Refusal.TooLarge("the payload", kind.largestPayload(), payload.length));
        }
        PublicKey publicKey = publicKey(key);
        if (signature.length != PublicKey.SIGNATURE_LENGTH) {
            throw otherKeyType("the signature has " + signature.length + " bytes, not " + PublicKey.SIGNATURE_LENGTH);
        }
        int difference = Arrays.mismatch(Envelope.encode(key, type, payload, signature), in);
        if (difference >= 0) {
            throw new RefusedException(new Refusal.NotCanonicalEnvelope(difference));
        }
        return new Envelope(kind, publicKey, payload, signature);
    }

    private static byte[] present(byte @Nullable [] field, String name) {
        if (field == null) {
            throw notAnEnvelope("it has no " + name);
        }
        return field;
    }

    private static PublicKey publicKey(byte[] protobuf) {
        try {
            return PublicKey.ofProtobuf(protobuf);
        } catch (ProblemException e) {
            throw otherKeyType(
                    protobuf.length == 36 && protobuf[1] == 1
                            ? "its 32 bytes are no key that one person alone can have"
                            : "the key has " + protobuf.length + " bytes of another form");
        }
    }

    private void readField() {
        long tag = varint();
        int number = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
            case 0 -> varint();
            case 1 -> take(8);
            case 2 -> keep(number, take(varint()));
            case 5 -> take(4);
            default -> throw notAnEnvelope("byte " + (at - 1) + " begins no protobuf field");
        }
    }

    private void keep(int number, byte[] content) {
        switch (number) {
            case 1 -> key = content;
            case 2 -> type = content;
            case 3 -> payload = content;
            case 5 -> signature = content;
            default -> {
                // whatever it is, our own encoding will not have it
            }
        }
    }

    private byte[] take(long count) {
        if (count < 0 || count > in.length - at) {
            throw notAnEnvelope("it ends in the middle of a field");
        }
        byte[] taken = Arrays.copyOfRange(in, at, at + (int) count);
        at += (int) count;
        return taken;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64 && at < in.length; shift += 7) {
            byte next = in[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw notAnEnvelope("it ends in the middle of a number");
    }

    private static RefusedException notAnEnvelope(String why) {
        return new RefusedException(new Refusal.NotAnEnvelope(why));
    }

    private static RefusedException otherKeyType(String why) {
        return new RefusedException(new Refusal.OtherKeyType(why));
    }
}
