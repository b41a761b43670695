package io.ggen.announce;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.records.store.RecordStore;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** {@link Hearing} as a service: this host is in the topic. */
@Component
public final class PackagesTopic implements TopicHandler {
    /** How many announcements may wait to be judged. */
    static final int QUEUE = 1_000;

    private final ThreadPoolExecutor disk = Disk.thread("ggen announcements", QUEUE);
    private final Hearing hearing;

    /** Takes what is announced into {@code store}. */
    @Activate
    public PackagesTopic(@Reference RecordStore store) {
        hearing = new Hearing(store, disk);
    }

    @Deactivate
    void close() {
        disk.shutdownNow();
    }

    @Override
    public String topic() {
        return hearing.topic();
    }

    @Override
    public CompletionStage<Verdict> received(PeerId from, byte[] data) {
        return hearing.received(from, data);
    }
}
