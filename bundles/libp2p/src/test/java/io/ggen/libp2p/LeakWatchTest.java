package io.ggen.libp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That the other tests would fail if they leaked. */
final class LeakWatchTest {
    @Test
    void everyBufferIsWatched() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void aBufferThatIsNotReleasedIsFoundOnce() throws InterruptedException {
        assertThat(LeakWatch.found()).isEmpty();
        leak(new PooledByteBufAllocator(true));
        List<String> found = LeakWatch.found();
        assertThat(found).hasSize(1);
        assertThatThrownBy(() -> NoLeaks.check(found))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LEAK: 1 buffers")
                .hasMessageContaining("LeakWatchTest.leak");
        NoLeaks.check(LeakWatch.found());
    }

    private static void leak(ByteBufAllocator buffers) {
        ByteBuf buffer = buffers.directBuffer(64);
        buffer.writeInt(1);
    }
}
