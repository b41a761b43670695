package io.ggen.record.store;

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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions to the tables. */
final class Reading {
    private static final Comparator<Signed<ReleaseRecord>> NEWEST_FIRST = Comparator.comparing(
                    (Signed<ReleaseRecord> release) -> release.payload().version())
            .reversed();

    private final Tables tables;

    Reading(Tables tables) {
        this.tables = tables;
    }

    Optional<byte[]> envelope(RecordId id) {
        byte @Nullable [] number = tables.ids.get(id.bytes());
        if (number == null) {
            return Optional.empty();
        }
        byte[] envelope = tables.envelope(ByteBuffer.wrap(number).getLong());
        if (!Tables.open(envelope).id().equals(id)) {
            throw Tables.damage("a record stands under an id that is not its own");
        }
        return Optional.of(envelope);
    }

    List<PublisherId> publishers(PackageName name) {
        byte[] beginning = Keys.ofName(name);
        List<PublisherId> found = new ArrayList<>();
        Tables.scan(tables.names, beginning, (key, value) -> {
            found.add(Keys.publisherOf(key, beginning.length));
            return found.size() < Limits.MOST_PUBLISHERS_TOLD;
        });
        return found;
    }

    Optional<Signed<HeadRecord>> head(byte[] publisher, PackageName name) {
        byte[] key = Keys.ofPackage(publisher, name);
        return first(key, tables.heads.get(key));
    }

    Optional<Signed<RevocationRecord>> revocation(byte[] publisher) {
        return first(publisher, tables.revocations.get(publisher));
    }

    Optional<Signed<ReleaseRecord>> release(byte[] publisher, PackageName name, Version version) {
        byte[] key = Keys.ofRelease(publisher, name, version);
        return first(key, tables.releases.get(key));
    }

    List<Signed<ReleaseRecord>> releases(byte[] publisher, PackageName name) {
        List<Signed<ReleaseRecord>> found = new ArrayList<>();
        Tables.scan(tables.releases, Keys.beforeVersions(publisher, name), (key, value) -> {
            if (value.length == Long.BYTES) {
                Optional<Signed<ReleaseRecord>> release = first(key, value);
                release.ifPresent(found::add);
            }
            return true;
        });
        found.sort(NEWEST_FIRST);
        return found.size() <= Limits.MOST_RELEASES_TOLD
                ? found
                : new ArrayList<>(found.subList(0, Limits.MOST_RELEASES_TOLD));
    }

    List<Fork> forks(byte[] publisher, PackageName name) {
        List<Fork> found = new ArrayList<>();
        byte @Nullable [] head = tables.heads.get(Keys.ofPackage(publisher, name));
        if (head != null) {
            fork(head).ifPresent(found::add);
        }
        Tables.scan(tables.releases, Keys.beforeVersions(publisher, name), (key, value) -> {
            fork(value).ifPresent(found::add);
            return found.size() < Limits.MOST_FORKS_TOLD;
        });
        return found;
    }

    private Optional<Fork> fork(byte[] value) {
        long[] numbers = Keys.numbers(value);
        return numbers.length < 2
                ? Optional.empty()
                : Fork.between(tables.record(numbers[0]), tables.record(numbers[1]));
    }

    Optional<Signed<ReleaseRecord>> withArchive(Digest sha256) {
        List<Signed<ReleaseRecord>> found = new ArrayList<>();
        Tables.scan(tables.archives, sha256.bytes(), (key, value) -> {
            found.add(Places.release(tables.record(
                    ByteBuffer.wrap(key, RecordId.LENGTH, Long.BYTES).getLong())));
            return false;
        });
        if (!found.isEmpty() && !found.get(0).payload().archive().sha256().equals(sha256)) {
            throw Tables.damage("a record stands under a digest that is not its own");
        }
        return found.stream().findFirst();
    }

    List<RecordId> byPublisher(byte[] publisher, Optional<RecordId> after, int most) {
        byte[] from =
                after.isEmpty() ? publisher : Keys.with(publisher, after.get().bytes());
        List<RecordId> found = new ArrayList<>();
        if (most > 0) {
            Tables.scan(tables.owned, from, publisher, (key, value) -> {
                RecordId id = RecordId.ofBytes(Row.read(key, value).id());
                if (after.isEmpty() || !id.equals(after.get())) {
                    found.add(id);
                }
                return found.size() < most;
            });
        }
        return found;
    }

    /** The record with the first number in {@code value}; that it belongs under {@code key} tells its kind, too. */
    @SuppressWarnings("unchecked")
    private <R extends Signed<?>> Optional<R> first(byte[] key, byte @Nullable [] value) {
        if (value == null) {
            return Optional.empty();
        }
        return Optional.of((R) Places.at(tables, key, ByteBuffer.wrap(value).getLong()));
    }
}
