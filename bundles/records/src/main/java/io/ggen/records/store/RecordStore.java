package io.ggen.records.store;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every valid record this host has seen, kept on disk within bounds (GGEN-WIRE section 8). Safe for use by many threads; calls
 * may block on the disk. What was answered {@link Taken.Outcome#NEW} survives a kill -9. Where the disk, or another process that
 * has the store open, is in the way, every method fails with a {@link io.ggen.api.ProblemException} that says so.
 *
 * <p>Answers are bounded as said; "newest" means the highest version by precedence.
 */
@ProviderType
public interface RecordStore {
    /** Opens, checks and keeps the record in {@code envelope}. Never fails because of what the bytes hold. */
    Taken take(byte[] envelope, Origin origin);

    /** As {@link #take(byte[], Origin)}, for a record that was opened, and so checked, before. */
    default Taken take(Signed<?> record, Origin origin) {
        return take(record.toBytes(), origin);
    }

    /** The envelope of a record, if it is here (as proof of a fork, too). */
    Optional<byte[]> envelope(RecordId id);

    /**
     * Whether nobody needs to send {@code id}: it is here, or was here within 30 days and refused for a quota or superseded.
     */
    boolean isSeen(RecordId id);

    /** All publishers that have a release or head of {@code name} here, in the order of their ids; at most 1,000. */
    List<PublisherId> publishers(PackageName name);

    /** The current head of a package, whatever its time. */
    Optional<Signed<HeadRecord>> head(PublisherId publisher, PackageName name);

    /** The releases of a package, newest first; of those in a {@linkplain #forks fork} neither. At most 20,000. */
    List<Signed<ReleaseRecord>> releases(PublisherId publisher, PackageName name);

    /** One release; of those in a fork the one with the lower id. */
    Optional<Signed<ReleaseRecord>> release(PublisherId publisher, PackageName name, Version version);

    /** The end of a key. */
    Optional<Signed<RevocationRecord>> revocation(PublisherId publisher);

    /** Every contradiction of {@code publisher} about {@code name} that is proven here; at most 100. */
    List<Fork> forks(PublisherId publisher, PackageName name);

    /** Some release whose archive has this SHA-256, if any is known. */
    Optional<Signed<ReleaseRecord>> withArchive(Digest sha256);

    /**
     * Ids of all records of {@code publisher} that {@linkplain SyncSet the set} has, behind {@code after} in their order (from the
     * first, if that is empty), at most {@code most}.
     */
    List<RecordId> byPublisher(PublisherId publisher, Optional<RecordId> after, int most);

    /** The set to reconcile as it is now. Cheap: taken from what is kept up all the time. */
    SyncSet syncSet();

    /**
     * The names about which something was taken in or evicted since {@code cursor}, which an earlier answer gave, or 0 for all.
     * Cheap when there is nothing new.
     */
    Changes changesSince(long cursor);

    /** How much is here. */
    Counts counts();

    /**
     * What has changed.
     *
     * @param everything whether {@code names} is all there is, so that what is not in it is gone
     * @param names names of packages
     * @param cursor what to ask with next time
     */
    record Changes(boolean everything, Set<PackageName> names, long cursor) {
        /** Copies the names. */
        public Changes {
            names = Set.copyOf(names);
        }
    }

    /**
     * How much is here.
     *
     * @param releases releases, those in forks included
     * @param heads current heads
     * @param revocations ended keys
     * @param forks proven contradictions
     * @param packages different (publisher, name) pairs
     * @param bytes of all envelopes together
     * @param evicted records that had to go since the store was made
     * @param overQuota records refused for a quota since the store was opened
     */
    record Counts(
            long releases,
            long heads,
            long revocations,
            long forks,
            long packages,
            long bytes,
            long evicted,
            long overQuota) {}
}
