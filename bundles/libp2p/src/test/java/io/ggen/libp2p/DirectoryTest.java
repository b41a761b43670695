package io.ggen.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class DirectoryTest {
    private final Queue<Runnable> lane = new ArrayDeque<>();
    private final Directory directory = new Directory(TestHosts.LIMITS, lane::add);

    private void run() {
        for (Runnable task = lane.poll(); task != null; task = lane.poll()) {
            task.run();
        }
    }

    @Test
    void aFloodOfFailedHandshakesWaitsInABoundedQueue() {
        List<String> told = new ArrayList<>();
        directory.listen(new PeerListener() {
            @Override
            public void handshakeFailed(Multiaddr address, boolean inbound, String why) {
                told.add(why);
            }
        });
        run();
        Multiaddr somewhere = Multiaddr.parse("/ip4/10.0.0.1/tcp/1");
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 1000; i++) {
                directory.failed(somewhere, true, "flood");
            }
            assertThat(lane).hasSize(100);
            run();
        }
        assertThat(told).hasSize(300);
    }
}
