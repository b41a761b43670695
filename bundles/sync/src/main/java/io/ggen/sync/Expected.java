package io.ggen.sync;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.RecordId;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.Verdict;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an answer may have in it, each record once. For one request, and one thread at a time. */
abstract class Expected {
    /** No request brings more records. */
    static final int MOST = 20_000;

    private final Set<RecordId> seen = new HashSet<>();

    /** Throws {@link FaultException} unless {@code envelope} was asked for and did not come before; the id it should have. */
    final RecordId check(byte[] envelope) {
        RecordId id = RecordBatch.idOf(envelope);
        if (seen.size() == MOST || !seen.add(id)) {
            throw new FaultException(Fault.ENDLESS);
        }
        if (!admits(id, envelope)) {
            throw new FaultException(Fault.UNASKED);
        }
        return id;
    }

    abstract boolean admits(RecordId id, byte[] envelope);

    /** Those with these ids; ids that came are taken out of {@code left}. */
    static Expected ids(Set<RecordId> left) {
        return new Expected() {
            @Override
            boolean admits(RecordId id, byte[] envelope) {
                return left.remove(id);
            }
        };
    }

    /** Those of one publisher. */
    static Expected of(PublisherId publisher, Clock clock) {
        return new Expected() {
            @Override
            boolean admits(RecordId id, byte[] envelope) {
                Opened<Signed<?>> opened = opened(envelope, clock);
                return opened.value().isEmpty()
                        || opened.value().get().publisher().equals(publisher);
            }
        };
    }

    /** Those of packages of one name, of each publisher so many as an answer has, and the end of its key. */
    static Expected of(PackageName name, Clock clock) {
        Map<PublisherId, Integer> counts = new HashMap<>();
        return new Expected() {
            @Override
            boolean admits(RecordId id, byte[] envelope) {
                Opened<Signed<?>> opened = opened(envelope, clock);
                if (opened.value().isEmpty()) {
                    return true;
                }
                Signed<?> record = opened.value().get();
                int count = counts.merge(record.publisher(), 1, Integer::sum);
                return count <= 1 + RecordAnswers.HEADS + RecordAnswers.RELEASES && isAbout(record, name);
            }
        };
    }

    private static boolean isAbout(Signed<?> record, PackageName name) {
        if (record.payload() instanceof ReleaseRecord release) {
            return release.name().equals(name);
        }
        return !(record.payload() instanceof HeadRecord head) || head.name().equals(name);
    }

    /** What it holds; a time ahead or a later format is nobody's fault, the rest is. */
    private static Opened<Signed<?>> opened(byte[] envelope, Clock clock) {
        Opened<Signed<?>> opened = Records.open(envelope, clock.instant());
        if (opened.refusal().isPresent() && opened.refusal().get().verdict() == Verdict.REJECT) {
            throw new FaultException(Fault.REJECTED);
        }
        return opened;
    }
}
