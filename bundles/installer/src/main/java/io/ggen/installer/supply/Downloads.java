package io.ggen.installer.supply;

import io.ggen.api.Progress;
import java.util.LinkedHashSet;
import java.util.Set;

/** All downloads of one operation as one progress: the bytes of all of them, and everybody who sends. For many threads. */
final class Downloads {
    private static final String STAGE = "fetching";

    private final Progress progress;
    private final Set<Download> open = new LinkedHashSet<>();
    private long done;
    private long total;

    /** {@code progress} hears of all of them together. */
    Downloads(Progress progress) {
        this.progress = progress;
    }

    /** One more, of {@code size} bytes. */
    synchronized Download begin(long size) {
        Download download = new Download(size);
        open.add(download);
        total += size;
        tell();
        return download;
    }

    private void tell() {
        long now = done;
        int senders = 0;
        for (Download each : open) {
            now += each.here;
            senders += each.senders;
        }
        progress.bytes(STAGE, now, total, senders);
    }

    /** One download: hears how it gets on, until it is closed. */
    final class Download implements Progress, AutoCloseable {
        private final long size;
        private long here;
        private int senders;

        private Download(long size) {
            this.size = size;
        }

        @Override
        public void at(String stage, long done, long total) {
            bytes(stage, done, total, 1);
        }

        @Override
        public void bytes(String stage, long done, long total, int senders) {
            synchronized (Downloads.this) {
                if (open.contains(this)) {
                    this.here = Math.min(done, size);
                    this.senders = senders;
                    tell();
                }
            }
        }

        @Override
        public void warning(String sentence) {
            progress.warning(sentence);
        }

        @Override
        public void note(String sentence) {
            progress.note(sentence);
        }

        /** What has not come by now is not counted any more: it is looked for elsewhere, as a download of its own. */
        @Override
        public void close() {
            synchronized (Downloads.this) {
                if (open.remove(this)) {
                    done += here;
                    total += here - size;
                    tell();
                }
            }
        }
    }
}
