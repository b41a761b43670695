package io.ggen.record.store;

import java.util.HashMap;
import java.util.Map;

/**
 * A token bucket for each of many: it holds {@code burst} tokens and gets {@code perSecond} new ones. Only so many are
 * watched one by one; who comes when all of these are in use shares one bucket with all others like that. Guarded by itself.
 */
final class Buckets {
    private static final double NANOS = 1e9;

    private final int burst;
    private final int perSecond;
    private final int most;
    private final Map<String, Bucket> buckets = new HashMap<>();
    private final Bucket others;
    private long swept;

    /** One bucket, full at first. */
    private final class Bucket {
        double tokens = burst;
        long since;

        boolean isFull(long nanos) {
            return tokens + (nanos - since) / NANOS * perSecond >= burst;
        }

        boolean take(long nanos) {
            // of a new one the time since is nonsense, and without effect since it is full
            tokens = tokens == burst ? burst : Math.min(burst, tokens + (nanos - since) / NANOS * perSecond);
            since = nanos;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    Buckets(int burst, int perSecond, int most) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.most = most;
        this.others = new Bucket();
    }

    /** Takes a token of {@code whose} at {@code nanos}, a time that never goes back; false if there is none. */
    synchronized boolean take(String whose, long nanos) {
        Bucket bucket = buckets.get(whose);
        if (bucket == null) {
            bucket = hasRoom(nanos) ? new Bucket() : others;
            if (bucket != others) {
                buckets.put(whose, bucket);
            }
        }
        return bucket.take(nanos);
    }

    private boolean hasRoom(long nanos) {
        // a full bucket is as good as none; looked for at most once a second
        if (buckets.size() >= most && nanos - swept >= (long) NANOS) {
            swept = nanos;
            buckets.values().removeIf(bucket -> bucket.isFull(nanos));
        }
        return buckets.size() < most;
    }

    synchronized int size() {
        return buckets.size();
    }
}
