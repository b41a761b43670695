package io.ggen.sync;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.p2p.api.NetworkException;
import io.ggen.records.Fork;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this host answers to requests for records, out of its store. Blocks as the store does. */
final class RecordAnswers {
    /** How many heads, and how many releases, of one publisher an answer by name has. */
    static final int HEADS = 2;

    static final int RELEASES = 16;

    private static final int STEP = 64;

    private final RecordStore store;
    private final int batch;

    RecordAnswers(RecordStore store, int batch) {
        this.store = store;
        this.batch = batch;
    }

    /** The answer to {@code request}. Throws {@link NetworkException} (MALFORMED) on a cursor that it never gave. */
    RecordBatch to(RecordRequest request) {
        if (request.what() instanceof RecordRequest.ByIds some) {
            return byIds(some.ids(), request.cursor());
        }
        if (request.what() instanceof RecordRequest.ByName named) {
            return byName(named.name(), request.cursor());
        }
        return byPublisher(((RecordRequest.ByPublisher) request.what()).publisher(), request.cursor());
    }

    /** The cursor is the place of the next id in the request. */
    private RecordBatch byIds(List<RecordId> ids, byte[] cursor) {
        if (cursor.length > 1 || cursor.length == 1 && (cursor[0] < 1 || cursor[0] >= ids.size())) {
            throw strangeCursor();
        }
        Page page = new Page();
        for (int i = cursor.length == 0 ? 0 : cursor[0]; i < ids.size(); i++) {
            Optional<byte[]> envelope = store.envelope(ids.get(i));
            if (envelope.isPresent() && !page.add(envelope.get())) {
                return page.until(new byte[] {(byte) i});
            }
        }
        return page.last();
    }

    /** The cursor is the id of the last record sent. */
    private RecordBatch byPublisher(PublisherId publisher, byte[] cursor) {
        if (cursor.length != 0 && cursor.length != RecordId.LENGTH) {
            throw strangeCursor();
        }
        Optional<RecordId> after = cursor.length == 0 ? Optional.empty() : Optional.of(RecordId.ofBytes(cursor));
        Page page = new Page();
        while (true) {
            List<RecordId> ids = store.byPublisher(publisher, after, STEP);
            for (RecordId id : ids) {
                Optional<byte[]> envelope = store.envelope(id);
                if (envelope.isPresent() && !page.add(envelope.get())) {
                    return page.until(after.map(RecordId::bytes).orElseThrow());
                }
                after = Optional.of(id);
            }
            if (ids.size() < STEP) {
                return page.last();
            }
        }
    }

    /** The cursor is the last publisher sent; records of one are never parted. */
    private RecordBatch byName(PackageName name, byte[] cursor) {
        String after = cursor.length == 0 ? "" : publisher(cursor).value();
        Page page = new Page();
        String last = after;
        for (PublisherId publisher : store.publishers(name)) {
            if (publisher.value().compareTo(after) > 0) {
                if (!page.addAll(of(publisher, name))) {
                    return page.until(last.getBytes(StandardCharsets.US_ASCII));
                }
                last = publisher.value();
            }
        }
        return page.last();
    }

    private static PublisherId publisher(byte[] cursor) {
        try {
            return new PublisherId(new String(cursor, StandardCharsets.US_ASCII));
        } catch (ProblemException e) {
            throw strangeCursor();
        }
    }

    private List<byte[]> of(PublisherId publisher, PackageName name) {
        Map<RecordId, byte[]> heads = new LinkedHashMap<>();
        Map<RecordId, byte[]> releases = new LinkedHashMap<>();
        for (Fork fork : store.forks(publisher, name)) {
            Map<RecordId, byte[]> kind = fork.first().payload() instanceof HeadRecord ? heads : releases;
            int most = kind == heads ? HEADS : RELEASES;
            if (kind.size() + 2 <= most) {
                kind.put(fork.first().id(), fork.first().toBytes());
                kind.put(fork.second().id(), fork.second().toBytes());
            }
        }
        Optional<Signed<HeadRecord>> head = store.head(publisher, name);
        if (head.isPresent() && !heads.containsKey(head.get().id())) {
            heads.clear();
            heads.put(head.get().id(), head.get().toBytes());
        }
        for (Signed<ReleaseRecord> release : store.releases(publisher, name)) {
            if (releases.size() == RELEASES) {
                break;
            }
            releases.put(release.id(), release.toBytes());
        }
        List<byte[]> all = new ArrayList<>(heads.values());
        all.addAll(releases.values());
        store.revocation(publisher).ifPresent(end -> all.add(0, end.toBytes()));
        return all;
    }

    private static NetworkException strangeCursor() {
        return NetworkException.malformed("A request for records goes on with a cursor that it was not given.");
    }

    /** One answer as it grows. */
    private final class Page {
        private final List<byte[]> envelopes = new ArrayList<>();
        private int bytes = RecordBatch.HEAD + RecordRequest.LONGEST_CURSOR;

        boolean add(byte[] envelope) {
            return addAll(List.of(envelope));
        }

        /** Takes all or none of them; the first ones it takes anyway. */
        boolean addAll(List<byte[]> more) {
            int size = 0;
            for (byte[] envelope : more) {
                size += RecordBatch.HEAD + envelope.length;
            }
            if (!envelopes.isEmpty() && bytes + size > batch) {
                return false;
            }
            envelopes.addAll(more);
            bytes += size;
            return true;
        }

        RecordBatch until(byte[] cursor) {
            return new RecordBatch(envelopes, cursor);
        }

        RecordBatch last() {
            return new RecordBatch(envelopes, new byte[0]);
        }
    }
}
