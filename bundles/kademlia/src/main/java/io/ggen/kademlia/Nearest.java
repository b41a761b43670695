package io.ggen.kademlia;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Candidates by distance. */
final class Nearest {
    private static final int MOST = 400;

    /** Where a key has this many times more peers around it than it should, all in its region are looked at. */
    private static final double SUSPICIOUS = 0.5;

    private static final int MOST_TIMES_WIDER = 4;

    private final List<Candidate> sorted = new ArrayList<>(64);

    void add(Candidate candidate) {
        int at = Collections.binarySearch(sorted, candidate);
        if (at < 0) {
            sorted.add(-at - 1, candidate);
            if (sorted.size() > MOST) {
                sorted.remove(MOST);
            }
        }
    }

    List<Candidate> all() {
        return sorted;
    }

    /**
     * The {@code width} nearest that may still be, or are, reached; no more than two of one network among them. Where these
     * lie in half of {@code region}, the share of the key space in which so many are expected, all in it: up to four times
     * as many. {@code slow} says whether those that take long count.
     */
    List<Candidate> window(int width, double region, boolean slow) {
        List<Candidate> window = new ArrayList<>(width);
        Map<Long, Integer> networks = null;
        boolean wide = false;
        for (Candidate one : sorted) {
            if (one.state == Candidate.State.FAILED || one.state == Candidate.State.SLOW && !slow) {
                continue;
            }
            if (one.group != Networks.EXEMPT) {
                networks = networks == null ? new HashMap<>() : networks;
                if (networks.merge(one.group, 1, Integer::sum) > Bucket.MOST_OF_A_NETWORK) {
                    continue;
                }
            }
            if (window.size() == width && !wide) {
                wide = window.get(width - 1).distance.share() < SUSPICIOUS * region;
            }
            boolean isFull = window.size() >= width
                    && (!wide || window.size() >= MOST_TIMES_WIDER * width || one.distance.share() > region);
            if (isFull) {
                break;
            }
            window.add(one);
        }
        return window;
    }
}
