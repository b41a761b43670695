package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.identity.SignatureMemo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Opens records from elsewhere: size, envelope, canonical JSON, rules, signature, in the order of what they cost. Pure: the
 * same bytes at the same {@code now} get the same answer on every machine.
 *
 * <p>What a record cannot be held to yet (a time ahead, an unknown format) is answered {@link Verdict#IGNORE}, but only
 * behind a good signature.
 */
public final class Records {
    /** How far a time may be ahead of this machine's clock. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Records() {}

    /** Opens a record of any kind. */
    public static Opened<Signed<?>> open(byte[] bytes, Instant now) {
        return open(bytes, null, now);
    }

    /** Opens a release. */
    @SuppressWarnings("unchecked") // the kind was asked for
    public static Opened<Signed<ReleaseRecord>> openRelease(byte[] bytes, Instant now) {
        return (Opened<Signed<ReleaseRecord>>) (Opened<?>) open(bytes, RecordKind.RELEASE, now);
    }

    /**
     * Opens a release whose signature and spelling are not checked again if {@code memo} knows just these bytes; all else is. What
     * is checked and good, {@code memo} knows from then on.
     */
    @SuppressWarnings("unchecked") // the kind was asked for
    public static Opened<Signed<ReleaseRecord>> openRelease(byte[] bytes, Instant now, SignatureMemo memo) {
        return (Opened<Signed<ReleaseRecord>>) (Opened<?>) open(bytes, RecordKind.RELEASE, now, memo);
    }

    /** Opens a head. */
    @SuppressWarnings("unchecked") // the kind was asked for
    public static Opened<Signed<HeadRecord>> openHead(byte[] bytes, Instant now) {
        return (Opened<Signed<HeadRecord>>) (Opened<?>) open(bytes, RecordKind.HEAD, now);
    }

    /** Opens a revocation. */
    @SuppressWarnings("unchecked") // the kind was asked for
    public static Opened<Signed<RevocationRecord>> openRevocation(byte[] bytes, Instant now) {
        return (Opened<Signed<RevocationRecord>>) (Opened<?>) open(bytes, RecordKind.REVOCATION, now);
    }

    /** Opens the value stored under {@code key}: it must be of the key's kind, and the key rebuilt from it must be this one. */
    public static Opened<Signed<?>> openValue(ValueKey key, byte[] value, Instant now) {
        Opened<Signed<?>> opened = open(value, key.kind(), now);
        if (opened instanceof Opened.Accepted<Signed<?>> accepted) {
            ValueKey own = accepted.opened().payload().valueKey();
            if (!own.equals(key)) {
                return new Opened.Refused<>(new Refusal.OtherValueKey(own.text(), key.text()));
            }
        }
        return opened;
    }

    /**
     * Opens bytes again that {@link #open} took on this host before and that were kept since where nobody else writes. Size,
     * form and rules are checked once more; the signature and the times, which cost most and were right, are not.
     */
    public static Opened<Signed<?>> reopen(byte[] bytes) {
        try {
            Envelope envelope = EnvelopeReader.read(bytes);
            MemberReader in = new MemberReader("", CanonicalJson.readObject(envelope.rawPayload()));
            long v = in.whole("v", CanonicalJson.LARGEST);
            if (v != 1) {
                throw new RefusedException(new Refusal.UnknownFormat(v));
            }
            return new Opened.Accepted<>(new Signed<>(envelope, read(envelope, in)));
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    /** Opens a record of {@code expected} kind, or of any if that is null. */
    static Opened<Signed<?>> open(byte[] bytes, @Nullable RecordKind expected, Instant now) {
        return open(bytes, expected, now, SignatureMemo.NONE);
    }

    private static Opened<Signed<?>> open(
            byte[] bytes, @Nullable RecordKind expected, Instant now, SignatureMemo memo) {
        try {
            if (expected != null && bytes.length > expected.largestEnvelope()) {
                throw new RefusedException(
                        new Refusal.TooLarge("the envelope", expected.largestEnvelope(), bytes.length));
            }
            Envelope envelope = EnvelopeReader.read(bytes);
            if (expected != null && envelope.kind() != expected) {
                throw new RefusedException(new Refusal.OtherKind(
                        "'" + expected.payloadType() + "'", envelope.kind().payloadType()));
            }
            // the envelope has one encoding, so its bytes are all there is to know it by
            Digest digest = memo == SignatureMemo.NONE ? null : Digest.sha256Of(bytes);
            boolean isKnown = digest != null && memo.isKnown(digest);
            JsonValue.Members object = isKnown
                    ? CanonicalJson.readAnySpelling(envelope.rawPayload())
                    : CanonicalJson.readObject(envelope.rawPayload());
            MemberReader in = new MemberReader("", object);
            long v = in.whole("v", CanonicalJson.LARGEST);
            Payload payload = v == 1 ? read(envelope, in) : null;
            if (!isKnown) {
                envelope.checkSignature();
                if (digest != null) {
                    memo.remember(digest);
                }
            }
            if (payload == null) {
                throw new RefusedException(new Refusal.UnknownFormat(v));
            }
            if (!payload.publisher().equals(envelope.signer())) {
                throw new RefusedException(new Refusal.OtherPublisher(payload.publisher(), envelope.signer()));
            }
            checkTimes(payload, now);
            return new Opened.Accepted<>(new Signed<>(envelope, payload));
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    private static Payload read(Envelope envelope, MemberReader in) {
        return switch (envelope.kind()) {
            case RELEASE -> ReleaseRecord.read(in, envelope.signer());
            case HEAD -> HeadRecord.read(in, envelope.signer());
            case REVOCATION -> RevocationRecord.read(in, envelope.signer());
        };
    }

    private static void checkTimes(Payload payload, Instant now) {
        if (payload instanceof ReleaseRecord release) {
            checkTime("published", release.published(), now);
        } else if (payload instanceof HeadRecord head) {
            checkTime("issued", head.issued(), now);
            checkTime("seq", Instant.ofEpochMilli(head.seq()), now);
        }
    }

    private static void checkTime(String member, Instant time, Instant now) {
        if (time.isAfter(now.plus(TOLERANCE))) {
            throw new RefusedException(new Refusal.FromTheFuture(member, time, now));
        }
    }
}
