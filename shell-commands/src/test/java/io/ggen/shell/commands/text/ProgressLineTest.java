package io.ggen.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ProgressLine progress(boolean terminal) {
        return new ProgressLine(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                terminal,
                new Look(false, terminal ? 60 : 0, false, false, null),
                now::get);
    }

    private String printed() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void nothingIsShownWithinASecond() {
        try (ProgressLine progress = progress(true)) {
            now.set(999 * MILLI);
            progress.at("fetching", 1, 2);
        }
        assertThat(printed()).isEmpty();
    }

    @Test
    void bytesComeWithRatePeersAndTimeLeft() {
        ProgressLine progress = progress(false);
        progress.bytes("fetching", 0, 50_000_000, 0);
        now.set(10_000 * MILLI);
        progress.bytes("fetching", 20_000_000, 50_000_000, 3);
        assertThat(printed())
                .isEqualTo("fetching 20 MB of 50 MB, 2.0 MB/s from 3 peers, 15 s left" + System.lineSeparator());
    }

    @Test
    void onATerminalOneLineIsDrawnAgainAndTakenAway() {
        ProgressLine progress = progress(true);
        progress.at("fetching", 0, 100);
        now.set(2000 * MILLI);
        progress.at("fetching", 50, 100);
        assertThat(printed()).isEqualTo("\r\u001b[Kfetching [############------------] 50/100, 25/s");
        now.set(2050 * MILLI);
        progress.at("fetching", 51, 100);
        assertThat(printed()).isEmpty();
        now.set(2150 * MILLI);
        progress.at("resolving", 7, 0);
        assertThat(printed()).isEqualTo("\r\u001b[Kresolving 7");
        progress.warning("careful");
        assertThat(printed()).isEqualTo("\r\u001b[Kwarning: careful" + System.lineSeparator());
        now.set(3000 * MILLI);
        progress.at("resolving", 8, 0);
        printed();
        progress.close();
        assertThat(printed()).isEqualTo("\r\u001b[K");
        now.set(9000 * MILLI);
        progress.at("resolving", 9, 0);
        progress.warning("late");
        assertThat(printed()).isEmpty();
    }

    @Test
    void elsewhereALineComesEveryTenSeconds() {
        try (ProgressLine progress = progress(false)) {
            for (int second = 0; second <= 25; second++) {
                now.set(second * 1000L * MILLI);
                progress.at("fetching", second, 100);
            }
        }
        assertThat(printed().lines()).containsExactly("fetching 10/100, 1/s", "fetching 20/100, 1/s");
    }

    @Test
    void moreThanAllDoesNotBreakTheBar() {
        try (ProgressLine progress = progress(true)) {
            now.set(2000 * MILLI);
            progress.at("x", 300, 100);
            assertThat(printed()).contains("[########################] 300/100");
        }
    }
}
