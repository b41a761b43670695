package io.ggen.launcher.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static final Request REQUEST =
            new Request("build 1", true, List.of("install", "", "größer ∀ 💡", "a\nb"), Map.of("cwd", "/w", "x", ""));

    @Test
    void whatIsReadIsWhatWasWritten() throws BadFrame {
        assertThat(Request.decode(REQUEST.encoded())).isEqualTo(REQUEST);
        Request least = new Request("", false, List.of(), Map.of());
        assertThat(Request.decode(least.encoded())).isEqualTo(least);
    }

    @Test
    void theVersionComesFirst() {
        assertThat(Request.version(REQUEST.encoded())).isEqualTo(Frame.VERSION);
        assertThat(Request.version(new byte[] {0, 0, 0, 7, 9, 9})).isEqualTo(7);
        assertThat(Request.version(new byte[3])).isEqualTo(-1);
        assertThatThrownBy(() -> Request.decode(new byte[] {0, 0, 0, 7, 9, 9})).isInstanceOf(BadFrame.class);
    }

    @Test
    void whatIsCutShortOrTooLongIsRefused() {
        byte[] whole = REQUEST.encoded();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Request.decode(part)).isInstanceOf(BadFrame.class);
        }
        assertThatThrownBy(() -> Request.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(BadFrame.class);
    }

    @Test
    void countsAndLengthsBeyondTheirLimitsAreRefused() {
        byte[] many = new Request("", false, List.of(), Map.of()).encoded();
        ByteBuffer.wrap(many).putInt(4 + 4 + 1, Limits.TEXTS + 1);
        assertThatThrownBy(() -> Request.decode(many)).hasMessage("a request with too many texts");
        byte[] negative = new Request("", false, List.of(), Map.of()).encoded();
        ByteBuffer.wrap(negative).putInt(4, -5);
        assertThatThrownBy(() -> Request.decode(negative)).hasMessage("a text longer than its request");
    }

    @Test
    void aChangedByteIsAnotherRequestOrRefused() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = REQUEST.encoded();
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(Request.decode(changed).arguments().size()).isLessThanOrEqualTo(changed.length);
            } catch (BadFrame e) {
                assertThat(e.getMessage()).startsWith("a ");
            }
        }
    }
}
