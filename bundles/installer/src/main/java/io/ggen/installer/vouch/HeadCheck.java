package io.ggen.installer.vouch;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.marketplace.Provenance.Head;
import io.ggen.records.HeadRecord;
import io.ggen.records.Records;
import io.ggen.records.Signed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Opens what may be a publisher's last word on all versions of a package. */
public final class HeadCheck {
    private final @Nullable HeadRecord head;

    /** Opens {@code envelope}, which may be anything. */
    public HeadCheck(byte[] envelope, PackageName name, PublisherId publisher, Instant now) {
        HeadRecord found =
                Records.openHead(envelope, now).value().map(Signed::payload).orElse(null);
        boolean isThis =
                found != null && found.name().equals(name) && found.publisher().equals(publisher);
        head = isThis ? found : null;
    }

    /** Whether this is right and the other is not, or this is newer. */
    public boolean isBetterThan(HeadCheck other) {
        return head != null && (other.head == null || head.seq() > other.head.seq());
    }

    /** Where it stands in the order of the publisher's words; 0 if it is not right. */
    public long seq() {
        return head == null ? 0 : head.seq();
    }

    /** What it is worth at {@code now}. */
    public Head state(Instant now) {
        return head == null ? Head.BAD : head.isExpired(now) ? Head.EXPIRED : Head.FRESH;
    }

    /** Until when it holds, or null if it is not right. */
    public @Nullable Instant expires() {
        return head == null ? null : head.expires();
    }
}
