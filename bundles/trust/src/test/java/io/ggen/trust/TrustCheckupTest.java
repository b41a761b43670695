package io.ggen.trust;

import static io.ggen.trust.Fixture.HELLO;
import static io.ggen.trust.Fixture.WORLD;
import static io.ggen.trust.Someone.ANN;
import static io.ggen.trust.Someone.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.PackageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustCheckupTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void home() {
        fixture = new Fixture(folder);
    }

    private List<Finding> examine() {
        return new TrustCheckup(fixture.trust()).examine();
    }

    @Test
    void pinsAreCounted() {
        assertThat(examine())
                .containsExactly(Finding.good("trust.json can be read: 0 names are pinned, 0 keys revoked."));
        fixture.trust().add(HELLO, ANN.id(), false);
        assertThat(examine())
                .containsExactly(Finding.good("trust.json can be read: 1 name is pinned, 0 keys revoked."));
    }

    @Test
    void aPinToARevokedKeyIsAWarning() {
        fixture.trust().add(HELLO, ANN.id(), false);
        fixture.trust().add(WORLD, BOB.id(), false);
        fixture.trust().revoke(ANN.ends(BOB.id(), null));
        assertThat(examine())
                .containsExactly(
                        Finding.good("trust.json can be read: 2 names are pinned, 1 key revoked."),
                        new Finding(
                                Severity.WARNING,
                                "hello is pinned to " + ANN.id() + ", whose key was revoked on 2026-11-01T00:00:00Z; it"
                                        + " named " + BOB.id() + " as successor.",
                                "ggen trust remove hello"));
    }

    @Test
    void manyWarningsAreCounted() {
        for (int i = 0; i < 23; i++) {
            fixture.trust().add(new PackageName("p" + i), ANN.id(), false);
        }
        fixture.trust().revoke(ANN.ends());
        assertThat(examine()).hasSize(22);
        assertThat(examine().get(21).sentence()).isEqualTo("3 more names are pinned to keys that were revoked.");
    }

    @Test
    void aDamagedFileIsBroken() throws IOException {
        fixture.write("{");
        assertThat(examine()).hasSize(1);
        assertThat(examine().get(0).severity()).isEqualTo(Severity.BROKEN);
        assertThat(examine().get(0).sentence()).contains("is damaged (line 1, column ");
    }
}
