package io.ggen.libp2p;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Netty's leak detector, that remembers instead of logging. The build names it in {@code io.netty.customResourceLeakDetector}. */
public final class LeakWatch<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();
    private static final int COLLECTIONS = 2;
    private static final long MOST_MILLIS = 5000;

    /** As Netty makes it. */
    public LeakWatch(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    /** As Netty made it before. */
    @SuppressWarnings("deprecation")
    public LeakWatch(Class<?> resourceType, int samplingInterval, long maxActive) {
        super(resourceType, samplingInterval, maxActive);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }

    /** All buffers that were thrown away without a release since this was asked last, with where they were touched. */
    static List<String> found() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            collect();
            // Netty reports what was found when the next buffer is made
            PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
        }
        List<String> found = new ArrayList<>();
        for (String leak = LEAKS.poll(); leak != null; leak = LEAKS.poll()) {
            found.add(leak);
        }
        return found;
    }

    /** Collects garbage and waits until the references to it have been queued. */
    private static void collect() throws InterruptedException {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        WeakReference<Object> last = new WeakReference<>(new Object(), queue);
        System.gc();
        if (queue.remove(MOST_MILLIS) != last) {
            throw new IllegalStateException("the garbage collector does not work when asked");
        }
    }
}
