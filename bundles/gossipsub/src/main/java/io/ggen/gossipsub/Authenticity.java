package io.ggen.gossipsub;

import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Signs messages and checks signatures: the policy StrictSign (libp2p specs, {@code pubsub/README.md}, "Message Signing"). */
final class Authenticity {
    private static final byte[] DOMAIN = "libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII);
    private static final int IDENTITY = 0;
    private static final int ED25519 = 1;
    private static final int SEQNO_LENGTH = 8;

    private final Signer signer;
    private final Verifier verifier;
    private final byte[] self;
    private long seqno;

    /** What a check finds. */
    enum Finding {
        GOOD,
        /** Whoever passed it on should have seen it. */
        FORGED,
        /** The author has a key of a kind that this host cannot check; others can. */
        UNKNOWN_KIND
    }

    Authenticity(Signer signer, PeerId self, Verifier verifier, long firstSeqno) {
        this.signer = signer;
        this.verifier = verifier;
        this.self = self.bytes();
        this.seqno = firstSeqno;
    }

    Message sign(String topic, byte[] data) {
        byte[] number = ByteBuffer.allocate(SEQNO_LENGTH).putLong(seqno++).array();
        Message unsigned = new Message(self, data, number, topic, null, null);
        return new Message(self, data, number, topic, signer.sign(signed(unsigned)), null);
    }

    boolean isOwn(Message message) {
        return Arrays.equals(self, message.from());
    }

    Finding check(Message message) {
        byte[] from = message.from();
        byte[] number = message.seqno();
        byte[] signature = message.signature();
        if (from == null || number == null || signature == null || number.length != SEQNO_LENGTH) {
            return Finding.FORGED;
        }
        Optional<PublicKey> key;
        try {
            key = PeerId.fromBytes(from).publicKey();
        } catch (NetworkException e) {
            return Finding.FORGED;
        }
        if (key.isEmpty()) {
            return from[0] == IDENTITY && from[3] == ED25519 ? Finding.FORGED : Finding.UNKNOWN_KIND;
        }
        byte[] told = message.key();
        if (told != null && !Arrays.equals(told, key.get().toProtobuf())) {
            return Finding.FORGED;
        }
        boolean good = signature.length == PublicKey.SIGNATURE_LENGTH
                && verifier.verifies(key.get(), signed(message), signature);
        return good ? Finding.GOOD : Finding.FORGED;
    }

    private static byte[] signed(Message message) {
        byte[] fields = message.unsigned().toBytes();
        byte[] all = Arrays.copyOf(DOMAIN, DOMAIN.length + fields.length);
        System.arraycopy(fields, 0, all, DOMAIN.length, fields.length);
        return all;
    }
}
