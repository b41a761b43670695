package io.ggen.fetch;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A peer as one transfer sees it. For one lane. */
final class Sender {
    final PeerId peer;
    final List<Multiaddr> addresses;
    /** Whether it is said to have the archive; or else it is merely connected. */
    final boolean offered;

    final double score;
    final Pace pace = new Pace();
    final List<Errand> errands = new ArrayList<>();

    State state = State.NEW;
    /** Whether it has told which leaves it has. */
    boolean told;
    /** The leaves it has; null: all. */
    @Nullable
    BitSet held;
    /** A request that is not for leaves. */
    @Nullable
    Ask asking;

    int failures;
    int busy;
    int lies;
    /** How often in a row it said that it has nothing of it. */
    int absences;
    /** Nothing is asked of it before this moment. */
    long restsUntil = Long.MIN_VALUE;

    long chokedUntil = Long.MIN_VALUE;
    /** Something it was asked for is overdue. */
    boolean stalled;

    /** Where it is in its life. */
    enum State {
        /** Not used yet, or to be dialled again. */
        NEW,
        DIALLING,
        /** Connected: it can be asked. */
        READY,
        GONE
    }

    Sender(PeerId peer, List<Multiaddr> addresses, boolean offered, double score) {
        this.peer = peer;
        this.addresses = addresses;
        this.offered = offered;
        this.score = score;
    }

    boolean isActive() {
        return state == State.DIALLING || state == State.READY;
    }

    /** Whether it can be counted on: it may send, now or when it is less busy. */
    boolean hasHope() {
        return absences == 0;
    }

    boolean canBeAsked(long now) {
        return state == State.READY && now >= restsUntil;
    }
}
