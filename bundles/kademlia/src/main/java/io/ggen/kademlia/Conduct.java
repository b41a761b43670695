package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who has done what wrong. Faults weigh half as much after ten minutes; who has ten points is not listened to for ten
 * minutes. Remembers the 1,000 latest offenders. For one lane.
 */
final class Conduct {
    private static final int MOST_OFFENDERS = 1000;
    private static final double BAN_AT = 10;
    private static final long HALF_LIFE = Duration.ofMinutes(10).toNanos();
    private static final long BAN = Duration.ofMinutes(10).toNanos();

    private final Map<PeerId, Offender> offenders = new LinkedHashMap<>();
    private long faults;

    private static final class Offender {
        private double points;
        private long at;
        private boolean banned;
        private long bannedUntil;
        private String last = "";
    }

    /** Takes note of a fault; true if the peer is banned from now on. */
    boolean fault(PeerId peer, Fault fault, long now) {
        faults++;
        Offender offender = offenders.remove(peer);
        if (offender == null) {
            offender = new Offender();
            if (offenders.size() == MOST_OFFENDERS) {
                offenders.remove(offenders.keySet().iterator().next());
            }
        }
        offenders.put(peer, offender);
        offender.points = offender.points * Math.pow(0.5, (double) (now - offender.at) / HALF_LIFE) + fault.weight;
        offender.at = now;
        offender.last = fault.text;
        boolean wasBanned = offender.banned && now - offender.bannedUntil < 0;
        if (offender.points >= BAN_AT && !wasBanned) {
            offender.banned = true;
            offender.bannedUntil = now + BAN;
            return true;
        }
        return false;
    }

    boolean isBanned(PeerId peer, long now) {
        if (offenders.isEmpty()) {
            return false;
        }
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
