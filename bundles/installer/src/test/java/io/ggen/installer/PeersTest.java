package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static io.ggen.installer.Someone.BOB;
import static io.ggen.installer.Someone.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When other machines are asked, what comes of it, and what happens where they fail. */
class PeersTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry here;
    FakeRegistry far;

    @BeforeEach
    void aRegistryHereAndANetworkThatRemembersNothing() {
        world = new World(folder.resolve("home"));
        world.consent = Consent.GIVEN;
        here = new FakeRegistry("here");
        far = new FakeRegistry("far");
        far.isFar = true;
        far.remembers = false;
        world.market = world.market(here, far);
    }

    static byte[] archive(String text) throws IOException {
        return Tar.of("README", text).bytes();
    }

    private Set<String> askedAnew() {
        Set<String> names = new TreeSet<>();
        far.askedAnew.keySet().forEach(name -> names.add(name.value()));
        return names;
    }

    @Test
    void peersAreNotAskedAboutWhatIsKnownHere() throws IOException {
        here.add("a 1.0.0 -> b", archive("a"));
        here.add("b 1.0.0", archive("b"));
        far.sign(ANN, "a 2.0.0", archive("newer"));

        world.install("a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(askedAnew()).isEmpty();
    }

    @Test
    void peersAreAskedAboutANameThatNobodyHereKnows() throws IOException {
        here.add("a 1.0.0 -> b", archive("a"));
        far.sign(ANN, "b 1.0.0", archive("b"));

        world.install("a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(askedAnew()).containsExactly("b");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void peersAreAskedAboutARangeThatNothingHereSatisfies() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("one"));
        far.sign(ANN, "a 2.0.0 -> b", archive("two"));
        far.sign(ANN, "b 1.0.0", archive("b"));

        world.install("a@^2.0.0");

        assertThat(world.installed()).containsExactly("a@2.0.0", "b@1.0.0");
        assertThat(askedAnew()).containsExactly("a", "b");
    }

    @Test
    void aRangeThatNobodySatisfiesIsRefusedAndEachNameWasAskedOnce() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("one"));
        far.sign(ANN, "a 1.1.0", archive("two"));

        Problem problem = Problems.of(() -> world.install("a@^2.0.0"));

        assertThat(problem.message()).contains("a").contains("^2.0.0");
        assertThat(far.asked).hasSize(1);
    }

    @Test
    void refreshAsksEvenWhereWhatIsKnownWouldDo() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("one"));
        far.sign(ANN, "a 1.1.0", archive("two"));

        world.install(world.options().withRefresh(true), "a");

        assertThat(world.installed()).containsExactly("a@1.1.0");
        assertThat(askedAnew()).containsExactly("a");
    }

    @Test
    void offlineNobodyIsAskedWhateverElseIsSaid() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("one"));

        Problem problem = Problems.of(() -> world.install(world.offline().withRefresh(true), "a"));

        assertThat(problem.message()).contains("offline");
        assertThat(askedAnew()).isEmpty();
    }

    @Test
    void peersHearWhosePackageIsMeant() throws IOException {
        far.sign(BOB, "b 1.0.0", archive("b"));
        far.sign(ANN, "a 1.0.0 -> @" + BOB.id() + "/b", archive("a"));

        world.install("@" + ANN.id() + "/a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
        assertThat(far.askedAnew.get(new PackageName("a"))).containsExactly(ANN.id());
        assertThat(far.askedAnew.get(new PackageName("b"))).containsExactly(BOB.id());
    }

    @Test
    void aNetworkThatFailsIsOneWarningAndChangesNothing() throws IOException {
        here.sign(ANN, "a 1.0.0 -> b", archive("a"));
        here.sign(ANN, "b 1.0.0", archive("b"));
        world.install("a");
        byte[] lock = Files.readAllBytes(world.target.resolve("ggen.lock"));

        World other = new World(folder.resolve("other"));
        far.unavailable("no peers are connected");
        other.market = other.market(here, far);
        other.install(other.options().withRefresh(true), "a");

        assertThat(other.warnings).containsExactly("P2P failed (no peers are connected), using the local registry");
        assertThat(Files.readAllBytes(other.target.resolve("ggen.lock"))).isEqualTo(lock);
    }

    @Test
    void aNetworkThatDoesNotAnswerInTimeIsOneWarning() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("a"));
        far.neverAnswers = true;
        world.patience = Duration.ofSeconds(1);
        world.market = world.market(here, far);

        world.install(world.options().withRefresh(true), "a");
        Problem problem = Problems.of(() -> world.install("nobody-has-this"));

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(world.warnings).containsOnly("P2P failed (no answer within 1 s), using the local registry");
        assertThat(problem.message()).contains("nobody-has-this").contains("no answer within 1 s");
    }

    @Test
    void whatWasToldBeforeTheNetworkFailedStillCounts() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));
        far.remembers = true;
        FakeRegistry failing = new FakeRegistry("far") {
            @Override
            public CompletionStage<Map<PackageName, Answer>> refresh(
                    Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
                return CompletableFuture.completedFuture(
                        Map.of(new PackageName("a"), new Answer.Unavailable("the network is stopped")));
            }
        };
        failing.isFar = true;
        failing.sign(ANN, "a 1.0.0", archive("a"));
        world.market = world.market(failing);

        world.install(world.options().withRefresh(true), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(world.warnings).containsExactly("P2P failed (the network is stopped), using the local registry");
    }

    @Test
    void withoutANetworkThereIsSimplyOneRegistryFewer() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("a"));
        world.market = world.market(here);

        world.install(world.options().withRefresh(true), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void wrongBytesFromEverybodyInstallNothing() throws IOException {
        Release release = far.sign(ANN, "a 1.0.0", archive("right"));
        far.corrupt(release, archive("wrong"));

        Problem problem = Problems.of(() -> world.install("a"));

        assertThat(problem.message()).contains("a@1.0.0").contains("nothing was installed");
        assertThat(world.installed()).isEmpty();
        assertThat(world.leftovers()).isEmpty();
        assertThat(world.market.file(release.archive().digest())).isEmpty();
    }

    @Test
    void wrongBytesFromPeersDoNotMatterWhereAFileRegistryHasTheSame() throws IOException {
        Release release = far.sign(ANN, "a 1.0.0", archive("right"));
        far.corrupt(release, archive("wrong"));
        here.sign(ANN, "a 1.0.0", archive("right"));

        world.install(world.options().withRefresh(true), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
    }

    @Test
    void whatIsRememberedAndInTheStoreInstallsOffline() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));
        far.sign(ANN, "a 2.0.0", archive("never fetched"));
        world.install("a@1.0.0");
        world.uninstall("a");
        far.remembers = true;
        far.askedAnew.clear();

        world.install(world.offline().with(Consent.GIVEN), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(askedAnew()).isEmpty();
    }

    @Test
    void whatIsRememberedStillNeedsConsent() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));
        far.remembers = true;
        world.consent = Consent.REFUSED;

        Problem problem = Problems.of(() -> world.install("a"));

        assertThat(problem.message()).contains("is known only from the network");
        assertThat(problem.next()).contains("ggen trust add a " + ANN.id());
        assertThat(askedAnew()).isEmpty();
    }

    @Test
    void aSquatterNeverTurnsAPinnedNameIntoAnError() throws IOException {
        world.neighbours.pin("a", ANN.id());
        far.sign(ANN, "a 1.0.0", archive("ann"));
        for (int i = 2; i < 9; i++) {
            far.sign(EVE, "a " + i + ".0.0", archive("eve " + i));
        }
        world.consent = Consent.REFUSED;

        world.install("a");
        world.update();

        assertThat(world.installed()).containsExactly("a@1.0.0");
        assertThat(far.askedAnew.get(new PackageName("a"))).containsExactly(ANN.id());
    }

    @Test
    void aSquatterOfALocalNameIsNotEvenAskedFor() throws IOException {
        here.add("a 1.0.0", archive("mine"));
        far.sign(EVE, "a 9.0.0", archive("eve"));
        world.consent = Consent.REFUSED;

        world.install(world.options().withRefresh(true), "a");

        assertThat(world.installed()).containsExactly("a@1.0.0");
    }

    @Test
    void whatIsWithheldIsNotInstalledAndTheReasonIsSaid() throws IOException {
        Release one = far.sign(ANN, "a 1.0.0", archive("one"));
        far.withhold(one, "ANN signed two different releases a@1.0.0 (records 1 and 2)");

        Problem problem = Problems.of(() -> world.install("a"));

        assertThat(problem.message())
                .isEqualTo("ANN signed two different releases a@1.0.0 (records 1 and 2); nothing was installed.");
    }

    @Test
    void whatIsWithheldStaysWhereItIsLocked() throws IOException {
        Release one = far.sign(ANN, "a 1.0.0", archive("one"));
        far.sign(ANN, "b 1.0.0", archive("b"));
        world.install("a");
        far.withhold(one, "two contents");

        world.install("b");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }

    @Test
    void whatTheRegistryCautionsAboutIsSaidOnce() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("one"));
        far.cautions.add("Freshness unknown: nobody has said anything lately.");

        world.install("a");
        world.install("a");

        assertThat(world.warnings).containsExactly("Freshness unknown: nobody has said anything lately.");
    }

    @Test
    void whatTheUserWantsOfPeersReachesThem() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("one"));

        world.install(world.options().withFetch(Map.of("min-reputation", "0.7")), "a");

        assertThat(far.options).containsExactly(Map.of("min-reputation", "0.7"));
    }

    @Test
    void archivesFromPeersAreHeldForOthersAndWhatIsNotHereIsNot() throws IOException {
        byte[] archive = archive("one");
        far.sign(ANN, "a 1.0.0", archive);

        world.install("a");

        Path held = world.market.file(Digest.sha256Of(archive)).orElseThrow();
        assertThat(Files.readAllBytes(held)).isEqualTo(archive);
        assertThat(world.market.file(Digest.sha256Of(new byte[1]))).isEmpty();
    }

    @Test
    void eachCommitIsHeardOfOnceAndNothingElse() throws IOException {
        List<String> heard = new ArrayList<>();
        world.market.listen(event ->
                heard.add(event.generation() + " " + event.before().packages().keySet() + " "
                        + event.now().packages().keySet()));
        world.market.listen(event -> {
            throw new IllegalStateException("a listener that fails");
        });
        here.add("a 1.0.0", archive("a"));

        world.install("a");
        world.install("a");
        Problems.of(() -> world.install("b"));
        world.uninstall("a");

        assertThat(heard).containsExactly("1 [] [a]", "2 [a] []");
        assertThat(world.market.targets()).containsExactly(world.target.toRealPath());
    }

    @Test
    void listenersHoldNoLock() throws IOException {
        here.add("a 1.0.0", archive("a"));
        here.add("b 1.0.0", archive("b"));
        MarketplaceListener again = event -> {
            if (event.generation() == 1) {
                world.install("b");
            }
        };
        world.market.listen(again);

        world.install("a");

        assertThat(world.installed()).containsExactly("a@1.0.0", "b@1.0.0");
    }
}
