package io.ggen.libp2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connections may cost: a small size of the parts idle and cycles of {@link TransportBench}. */
final class FootprintTest {
    private static final int KIB = 1024;

    @ParameterizedTest
    @ValueSource(strings = {"noise", "tls"})
    void idleConnectionsCostLittle(String kind) throws IOException {
        // what the first ones cost is paid once
        List<Usage> seen = Footprint.idle(kind, 30, 110);
        long each = (seen.get(2).memory() - seen.get(1).memory()) / 80;
        assertThat(each).as(seen.toString()).isLessThan(kind.equals("noise") ? 64 * KIB : 128 * KIB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"noise", "tls"})
    void connectionsThatComeAndGoLeaveNothingBehind(String kind) throws IOException {
        List<Usage> seen = new ArrayList<>();
        Footprint.cycles(kind, 150, 50, (count, usage) -> seen.add(usage));
        Usage early = seen.get(1);
        Usage late = seen.get(3);
        // a hundred connections that are not forgotten would keep 40 KiB each
        assertThat(late.heap() - early.heap()).as("%s, then %s", early, late).isLessThan(2048 * KIB);
        assertThat(late.direct() - early.direct())
                .as("%s, then %s", early, late)
                .isLessThan(2048 * KIB);
        assertThat(late.threads()).as("threads").isLessThanOrEqualTo(early.threads() + 1);
        assertThat(late.files()).as("open files").isLessThanOrEqualTo(early.files() + 2);
    }
}
