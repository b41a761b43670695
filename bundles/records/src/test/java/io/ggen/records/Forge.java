package io.ggen.records;

import io.ggen.api.identity.Signer;
import java.nio.charset.StandardCharsets;

/** Makes envelopes as a stranger could, right and wrong. */
final class Forge {
    private Forge() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Properly signed, whatever the payload is. */
    static byte[] envelope(RecordKind kind, String payload, Signer signer) {
        return envelope(kind, utf8(payload), signer);
    }

    static byte[] envelope(RecordKind kind, byte[] payload, Signer signer) {
        return envelope(kind.domain(), kind.payloadType(), payload, signer);
    }

    static byte[] envelope(String domain, String type, byte[] payload, Signer signer) {
        return Envelope.encode(
                signer.publicKey().toProtobuf(), utf8(type), payload, signer.sign(signedText(domain, type, payload)));
    }

    static byte[] signedText(String domain, String type, byte[] payload) {
        ProtobufOutput out = new ProtobufOutput(payload.length + 64);
        out.sized(utf8(domain));
        out.sized(utf8(type));
        out.sized(payload);
        return out.bytes();
    }

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    static byte[] field(int number, byte[] content) {
        ProtobufOutput out = new ProtobufOutput(content.length + 8);
        out.field(number, content);
        return out.bytes();
    }
}
