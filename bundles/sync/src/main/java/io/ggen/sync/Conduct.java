package io.ggen.sync;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has done what wrong. Faults weigh half as much after ten minutes; with who has ten points nothing is exchanged for ten
 * minutes. For one lane.
 */
final class Conduct {
    private static final double BAN_AT = 10;
    private static final long HALF_LIFE = Duration.ofMinutes(10).toNanos();
    private static final long BAN = Duration.ofMinutes(10).toNanos();

    private final int most;
    private final Map<PeerId, Offender> offenders = new LinkedHashMap<>();
    private long faults;

    private static final class Offender {
        private double points;
        private long at;
        private boolean banned;
        private long bannedUntil;
        private String last = "";
    }

    /** One that remembers the {@code most} latest offenders. */
    Conduct(int most) {
        this.most = most;
    }

    /** Takes note of a fault. */
    void fault(PeerId peer, Fault fault, long now) {
        faults++;
        Offender offender = offenders.remove(peer);
        if (offender == null) {
            offender = new Offender();
            if (offenders.size() == most) {
                offenders.remove(offenders.keySet().iterator().next());
            }
        }
        offenders.put(peer, offender);
        offender.points = offender.points * Math.pow(0.5, (double) (now - offender.at) / HALF_LIFE) + fault.weight;
        offender.at = now;
        offender.last = fault.text;
        if (offender.points >= BAN_AT) {
            offender.banned = true;
            offender.bannedUntil = now + BAN;
        }
    }

    boolean isBanned(PeerId peer, long now) {
        Offender offender = offenders.get(peer);
        return offender != null && offender.banned && now - offender.bannedUntil < 0;
    }

    /** What the peer did last, or null. */
    @Nullable
    String trouble(PeerId peer) {
        Offender offender = offenders.get(peer);
        return offender == null ? null : offender.last;
    }

    /** How many faults there were in all. */
    long faults() {
        return faults;
    }
}
