package io.ggen.announce;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread for what may block, with a bounded queue. */
final class Disk {
    private Disk() {}

    /** Refuses tasks when {@code queue} of them wait. */
    static ThreadPoolExecutor thread(String name, int queue) {
        ThreadPoolExecutor disk =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(queue), task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
        disk.allowCoreThreadTimeOut(true);
        return disk;
    }
}
