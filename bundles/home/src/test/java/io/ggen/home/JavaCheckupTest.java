package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.home.JavaCheckup.Machine;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaCheckupTest {
    private static List<Finding> examine(int feature, long heap, boolean archive, String trainer) {
        return new JavaCheckup(new Machine(feature, "/opt/jdk", heap, archive, trainer)).examine();
    }

    @Test
    void aJavaThatFitsIsFine() {
        assertThat(examine(17, 2L << 30, true, "train"))
                .containsExactly(Finding.good("Java 17 runs this (/opt/jdk), with up to 2048 MiB of heap."));
        assertThat(examine(25, 2L << 30, false, ""))
                .extracting(Finding::severity)
                .containsOnly(Severity.GOOD);
    }

    @Test
    void anOldJavaIsBroken() {
        assertThat(examine(11, 2L << 30, true, ""))
                .containsExactly(new Finding(
                        Severity.BROKEN,
                        "Java 11 runs this (/opt/jdk); Java 17 is needed.",
                        "JAVA_HOME=/path/to/a/jdk ggen doctor"));
    }

    @Test
    void aSmallHeapAndSlowStartsAreWarnings() {
        assertThat(examine(17, 64L << 20, false, "ggen-train lib/ggen.jsa"))
                .extracting(Finding::severity, Finding::next)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Severity.GOOD, ""),
                        org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "JAVA_OPTS=-Xmx1g ggen doctor"),
                        org.assertj.core.groups.Tuple.tuple(Severity.WARNING, "ggen-train lib/ggen.jsa"));
    }

    @Test
    void thisJavaCanBeDescribed() {
        assertThat(Machine.here("").feature()).isGreaterThanOrEqualTo(17);
        assertThat(Machine.here("").heap()).isPositive();
    }
}
