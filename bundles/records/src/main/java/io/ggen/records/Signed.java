package io.ggen.records;

import io.ggen.api.PublisherId;
import io.ggen.api.identity.Signer;
import java.time.Instant;

/**
 * A record whose envelope, signature, canonical form and rules were checked: the only way to get one is {@link Records} or
 * {@link #seal}. Equal to every other with the same id.
 */
public final class Signed<P extends Payload> {
    private final Envelope envelope;
    private final P payload;

    Signed(Envelope envelope, P payload) {
        this.envelope = envelope;
        this.payload = payload;
    }

    /**
     * Signs {@code payload}, and opens what it signed as everybody else will: nothing leaves here that others would refuse.
     * Throws {@link io.ggen.api.ProblemException} with the rule it breaks.
     */
    public static <P extends Payload> Signed<P> seal(P payload, Signer signer, Instant now) {
        String what = "The " + payload.kind().word() + " record to be signed";
        byte[] bytes;
        try {
            bytes = CanonicalJson.write(payload.toJson());
        } catch (IllegalArgumentException e) {
            throw new Refusal.NotCanonical(e.getMessage() == null ? "it cannot be written" : e.getMessage())
                    .asProblem(what, "nothing was signed")
                    .asException(e);
        }
        Envelope envelope = Envelope.seal(payload.kind(), bytes, signer);
        Records.open(envelope.toBytes(), payload.kind(), now).orThrow(what, "it was thrown away");
        return new Signed<>(envelope, payload);
    }

    /** The envelope. */
    public Envelope envelope() {
        return envelope;
    }

    /** What it says. */
    public P payload() {
        return payload;
    }

    /** The record's name for ever. */
    public RecordId id() {
        return envelope.id();
    }

    /** Which of the three kinds it is. */
    public RecordKind kind() {
        return envelope.kind();
    }

    /** Who says it. */
    public PublisherId publisher() {
        return payload.publisher();
    }

    /** The envelope as bytes, for disk and network. */
    public byte[] toBytes() {
        return envelope.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signed<?> that && envelope.equals(that.envelope);
    }

    @Override
    public int hashCode() {
        return envelope.hashCode();
    }

    @Override
    public String toString() {
        return envelope.toString();
    }
}
