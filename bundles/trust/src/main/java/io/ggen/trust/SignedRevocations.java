package io.ggen.trust;

import io.ggen.api.identity.Signer;
import io.ggen.api.trust.Revocation;
import io.ggen.records.JsonValue;
import io.ggen.records.Opened;
import io.ggen.records.Records;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.time.Clock;
import java.time.Instant;

/** Revocation records in their signed envelopes (GGEN-WIRE sections 1 and 2). */
final class SignedRevocations implements RevocationOpener {
    private final Clock clock;

    SignedRevocations(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Revocation open(byte[] envelope) throws NotARevocation {
        Opened<Signed<RevocationRecord>> opened = Records.openRevocation(envelope, clock.instant());
        if (opened instanceof Opened.Accepted<Signed<RevocationRecord>> accepted) {
            RevocationRecord record = accepted.opened().payload();
            return new Revocation(record.publisher(), record.revoked(), record.successor(), record.reason());
        }
        throw new NotARevocation(
                opened.refusal().map(refusal -> refusal.reason()).orElse("it is not valid"));
    }

    /** The envelope that ends the key of {@code signer}. */
    byte[] seal(Signer signer) {
        Instant now = clock.instant();
        RevocationRecord record =
                new RevocationRecord(signer.publicKey().id(), now, null, null, JsonValue.Members.NONE);
        return Signed.seal(record, signer, now).toBytes();
    }
}
