package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import io.ggen.api.marketplace.Consent;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing from what is on this machine. */
class OfflineTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry far;
    byte[] archive;

    @BeforeEach
    void aHomeAndANetwork() throws IOException {
        world = new World(folder.resolve("home"));
        archive = Tar.of("README", "x").bytes();
        far = new FakeRegistry("far");
        far.isFar = true;
        world.market = world.market(world.registry, far);
    }

    @Test
    void registriesThatNeedANetworkAreLeftAlone() throws IOException {
        world.publish("a 1.0.0");
        far.add("a 1.1.0", archive);
        far.sign(Someone.ANN, "b 1.0.0", archive);
        far.remembers = false;

        world.install(world.offline(), "a");
        Problem problem = Problems.of(() -> world.install(world.offline(), "b"));

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(problem.message()).contains("b").contains("offline");
        assertThat(far.asked).isEmpty();
        assertThat(far.downloads).isZero();
        assertThat(world.warnings).isEmpty();
        world.consent = Consent.GIVEN;
        world.install("b");
        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void onlyWhatIsHereIsChosen() throws IOException {
        FakeRegistry known = new FakeRegistry("catalogue");
        known.add("a 1.0.0", archive);
        world.market = world.market(known);
        world.install("a");
        known.add("a 2.0.0", Tar.of("README", "y").bytes());
        world.uninstall("a");

        world.install(world.offline(), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(Problems.message(() -> world.install(world.offline(), "a@^2.0.0")))
                .contains("a")
                .contains("offline");
        assertThat(world.market
                        .update(World.names("a"), world.offline(), world.progress)
                        .installed())
                .isEmpty();
        world.update("a");
        assertThat(world.installed()).containsExactly("a@2.0.0");
    }
}
