package io.ggen.records;

import io.ggen.api.PublisherId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a publisher's key: final, and above every head. No time makes one invalid, since whoever holds the key may end
 * it, whatever a clock said.
 *
 * @param revoked when it was signed, in milliseconds
 * @param successor the key that follows, to be shown and never followed by itself; or null
 * @param reason why, or null
 */
public record RevocationRecord(
        PublisherId publisher,
        Instant revoked,
        @Nullable PublisherId successor,
        @Nullable String reason,
        JsonValue.Members unknown)
        implements Payload {
    /** Cuts the time to milliseconds. */
    public RevocationRecord {
        revoked = revoked.truncatedTo(ChronoUnit.MILLIS);
    }

    static RevocationRecord read(MemberReader in, PublisherId signer) {
        PublisherId publisher = in.publisher("publisher", signer);
        Instant revoked = in.time("revoked");
        PublisherId successor = in.has("successor") ? in.publisher("successor") : null;
        if (publisher.equals(successor)) {
            throw in.wrong("successor", "another key than the revoked one", publisher.value());
        }
        return new RevocationRecord(publisher, revoked, successor, in.textIfAny("reason"), in.rest());
    }

    @Override
    public RecordKind kind() {
        return RecordKind.REVOCATION;
    }

    @Override
    public JsonValue.Members toJson() {
        MemberWriter out = new MemberWriter()
                .whole("v", 1)
                .text("publisher", publisher.value())
                .time("revoked", revoked);
        if (successor != null) {
            out.text("successor", successor.value());
        }
        if (reason != null) {
            out.text("reason", reason);
        }
        return out.with(unknown);
    }

    @Override
    public ValueKey valueKey() {
        return ValueKey.ofRevocation(publisher);
    }
}
