package io.ggen.sync;

import io.ggen.p2p.api.NetworkException;
import io.ggen.records.RecordId;
import io.ggen.records.store.SyncItem;
import io.ggen.records.store.SyncSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The side of Negentropy that answers: pure, without a state but what it learns. Each answer is one frame; what does not fit is
 * covered by one fingerprint of all that is left. For one thread at a time.
 */
final class Responder {
    /** What the fingerprint of the rest takes: a bound at infinity, a mode, 16 bytes. */
    private static final int REST = 2 + 1 + Negentropy.FINGERPRINT_BYTES;

    /** The most that stands before the ids of a list: a bound, a mode and a count. */
    private static final int LIST_HEAD = 10 + 1 + RecordId.LENGTH + 1 + 5;

    private final SyncSet set;
    private final int frame;
    private final byte[] empty;
    private boolean differs;
    private boolean mayLack;

    /** One that answers about {@code set} with messages of at most {@code frame} bytes, 4 KiB at least. */
    Responder(SyncSet set, int frame) {
        this.set = set;
        this.frame = frame;
        this.empty = Negentropy.fingerprint(set, 0, 0);
    }

    /** Whether any range was not the same on both sides. */
    boolean differs() {
        return differs;
    }

    /** Whether the initiator listed, or may have, what is not in the set here. */
    boolean mayLack() {
        return mayLack;
    }

    /** The answer to {@code message}. Throws {@link NetworkException} (MALFORMED). */
    byte[] answer(byte[] message) {
        MessageReader in = new MessageReader(message);
        MessageWriter out = MessageWriter.begin();
        if (in.version() != Negentropy.VERSION) {
            return out.toBytes();
        }
        int covered = 0;
        int lower = 0;
        SyncItem skipTo = Negentropy.ZERO;
        while (in.next()) {
            int upper = Math.max(lower, Negentropy.countBelow(set, in.upper()));
            MessageWriter.Mark before = out.mark();
            int coveredBefore = covered;
            boolean isSame = in.mode() == Negentropy.SKIP
                    || in.mode() == Negentropy.FINGERPRINT
                            && Arrays.equals(in.fingerprint(), Negentropy.fingerprint(set, lower, upper));
            if (isSame) {
                skipTo = in.upper();
            } else {
                if (skipTo.equals(in.lower()) && !skipTo.equals(Negentropy.ZERO)) {
                    out.skip(skipTo);
                }
                int until =
                        in.mode() == Negentropy.ID_LIST ? list(out, in, lower, upper) : split(out, in, lower, upper);
                if (until < upper || out.size() > frame - REST) {
                    covered = until;
                    if (out.size() > frame - REST) {
                        out.backTo(before);
                        covered = coveredBefore;
                    }
                    out.fingerprint(Negentropy.INFINITY, Negentropy.fingerprint(set, covered, set.size()));
                    return out.toBytes();
                }
                covered = upper;
            }
            lower = upper;
        }
        return out.toBytes();
    }

    /** Lists what is here, as far as it fits; returns where it ended. */
    private int list(MessageWriter out, MessageReader in, int lower, int upper) {
        int room = Math.max(0, (frame - REST - LIST_HEAD - out.size()) / RecordId.LENGTH);
        int until = Math.min(upper, lower + room);
        out.idList(until == upper ? in.upper() : set.item(until), set, lower, until);
        Set<RecordId> theirs = new HashSet<>(in.ids());
        for (int i = lower; i < until; i++) {
            differs |= !theirs.remove(set.item(i).id());
        }
        if (until == upper && !theirs.isEmpty()) {
            differs = true;
            mayLack = true;
        }
        return until;
    }

    private int split(MessageWriter out, MessageReader in, int lower, int upper) {
        differs = true;
        if (upper - lower < Negentropy.LISTED_BELOW) {
            mayLack |= !Arrays.equals(in.fingerprint(), empty);
            out.idList(in.upper(), set, lower, upper);
            return upper;
        }
        int from = lower;
        for (int to : Negentropy.parts(lower, upper)) {
            SyncItem bound = to == upper ? in.upper() : Negentropy.between(set.item(to - 1), set.item(to));
            out.fingerprint(bound, Negentropy.fingerprint(set, from, to));
            from = to;
        }
        return upper;
    }
}
