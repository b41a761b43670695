package io.ggen.kademlia;

import java.util.Arrays;

/**
 * How dense the network is, from how near the twentieth nearest peer was in lookups of keys that this host chose at random.
 * Where a key has far more peers around it than that, somebody has made them for this key.
 */
final class NetworkSize {
    private static final int SAMPLES = 32;
    private static final int FEW = 2;

    private final double[] samples = new double[SAMPLES];
    private int count;

    /** In one lookup the twentieth nearest peer was at {@code share} of the key space. */
    void sample(double share) {
        samples[count++ % SAMPLES] = share;
    }

    /** The share of the key space around any key in which twenty peers are expected; 0 if that is not known yet. */
    double region() {
        int known = Math.min(count, SAMPLES);
        if (known < FEW) {
            return 0;
        }
        double[] sorted = Arrays.copyOf(samples, known);
        Arrays.sort(sorted);
        return sorted[known / 2];
    }

    /** About how many peers there are; 0 if that is not known yet. */
    long peers() {
        double region = region();
        return region == 0 ? 0 : Math.round(KademliaSettings.HOLDERS / region);
    }
}
