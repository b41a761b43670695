package io.ggen.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecondsTest {
    @Test
    void everySecondOfTenThousandYearsReadsAsItWasWritten() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant moment = Instant.ofEpochSecond((long) (random.nextDouble() * 253_402_300_800L));
            assertThat(Seconds.parse(Seconds.text(moment))).as("seed " + seed).isEqualTo(moment);
        }
    }

    @Test
    void otherTextsAreNoMoments() {
        for (String wrong : new String[] {
            "",
            "2026-11-22",
            "2026-11-22T10:00:00",
            "2026-11-22T10:00:00.1Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:60:00Z",
            "2026-11-22T10:00:60Z",
            "2026-13-22T10:00:00Z",
            "2026-11-31T10:00:00Z",
            "2O26-11-22T10:00:00Z",
            "2026-11-22t10:00:00z",
            "٢٠٢٦-11-22T10:00:00Z"
        }) {
            assertThat(Seconds.parse(wrong)).as(wrong).isNull();
        }
    }
}
