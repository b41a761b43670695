package io.ggen.installer;

import static io.ggen.installer.Someone.ANN;
import static io.ggen.installer.Someone.BOB;
import static io.ggen.installer.Someone.EVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose package a bare name means, in a world where somebody always squats it. */
class WhoseNameTest {
    @TempDir
    Path folder;

    World world;
    FakeRegistry here;
    FakeRegistry far;

    @BeforeEach
    void aRegistryHereAndANetwork() {
        world = new World(folder.resolve("home"));
        here = new FakeRegistry("here");
        far = new FakeRegistry("far");
        far.isFar = true;
        world.market = world.market(here, far);
    }

    static byte[] archive(String text) throws IOException {
        return Tar.of("README", text).bytes();
    }

    List<String> publishers() {
        return world.market.installed(world.target).lock().packages().values().stream()
                .map(entry -> entry.id() + " by " + name(entry.publisher()))
                .toList();
    }

    static String name(PublisherId publisher) {
        return publisher.isLocal()
                ? "local"
                : publisher.equals(ANN.id()) ? "ann" : publisher.equals(BOB.id()) ? "bob" : "eve";
    }

    /** What fails, and that nothing changed. */
    Problem refused(String... specs) throws IOException {
        var before = World.snapshot(world.target);
        Problem problem = Problems.of(() -> world.install(specs));
        assertThat(World.snapshot(world.target)).isEqualTo(before);
        assertThat(world.leftovers()).isEmpty();
        return problem;
    }

    @Test
    void aLocalNameStaysLocalWhateverTheNetworkHas() throws IOException {
        here.add("a 1.0.0", archive("mine"));
        far.sign(EVE, "a 9.0.0", archive("squatter"));

        world.install("a");
        world.update();

        assertThat(publishers()).containsExactly("a@1.0.0 by local");
        assertThat(world.warnings).isEmpty();
    }

    @Test
    void anUnsignedPackageFromTheNetworkIsNobodys() throws IOException {
        here.add("a 1.0.0", archive("mine"));
        far.add("a 9.0.0", archive("confusion"));
        far.add("b 1.0.0", archive("confusion"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by local");
        assertThat(refused("b").message())
                .isEqualTo("b@1.0.0 comes from the network (far) and nobody has signed it; nothing was installed.");
    }

    @Test
    void onesOwnKeyComesBeforeLocalAndOthers() throws IOException {
        world.neighbours.own = BOB;
        here.add("a 3.0.0", archive("local"));
        here.sign(ANN, "a 2.0.0", archive("ann"));
        here.sign(BOB, "a 1.0.0", archive("bob"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by bob");
    }

    @Test
    void localComesBeforeOthers() throws IOException {
        here.add("a 1.0.0", archive("local"));
        here.sign(ANN, "a 2.0.0", archive("ann"));
        here.sign(BOB, "a 3.0.0", archive("bob"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by local");
    }

    @Test
    void theOnlyPublisherInFileRegistriesNeedsNoConsent() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("ann"));
        far.sign(ANN, "a 1.1.0", archive("ann too"));
        far.sign(EVE, "a 9.0.0", archive("eve"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.1.0 by ann");
    }

    @Test
    void severalUnknownPublishersAreListedWithFingerprints() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("ann"));
        here.sign(EVE, "a 9.0.0", archive("eve"));

        Problem problem = refused("a");

        assertThat(problem.message())
                .startsWith("2 publishers have a package named a: ")
                .contains(ANN.shown(), EVE.shown())
                .endsWith("; say which with @PUBLISHER/a, or pin one; nothing was installed.");
        assertThat(problem.next()).anyMatch(next -> next.startsWith("ggen trust add a 12D3KooW"));
    }

    @Test
    void aSpecSaysWhich() throws IOException {
        here.add("a 1.0.0", archive("local"));
        here.sign(EVE, "a 9.0.0", archive("eve"));

        world.install("@" + EVE.id() + "/a");

        assertThat(publishers()).containsExactly("a@9.0.0 by eve");
    }

    @Test
    void aPinDecides() throws IOException {
        world.neighbours.pin("a", ANN.id());
        here.add("a 3.0.0", archive("local"));
        here.sign(ANN, "a 1.0.0", archive("ann"));
        here.sign(EVE, "a 9.0.0", archive("eve"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by ann");
        assertThat(world.neighbours.pinsRead).isEqualTo(1);
    }

    @Test
    void theLockComesBeforeThePin() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("ann"));
        world.install("a");
        world.neighbours.pin("a", EVE.id());
        here.sign(EVE, "a 9.0.0", archive("eve"));
        here.sign(ANN, "a 1.1.0", archive("ann"));

        world.update();

        assertThat(publishers()).containsExactly("a@1.1.0 by ann");
    }

    @Test
    void aPinNeverMovesByItself() throws IOException {
        world.neighbours.pin("a", ANN.id());
        here.sign(EVE, "a 9.0.0", archive("eve"));

        Problem problem = refused("@" + EVE.id() + "/a");

        assertThat(problem.message())
                .isEqualTo("'@" + EVE.id() + "/a' asks for the package of " + EVE.shown() + ", but a is pinned to "
                        + ANN.shown() + ", and a pin never moves by itself; nothing was installed.");
        assertThat(problem.next()).containsExactly("ggen trust remove a");
    }

    @Test
    void aLockedNameKeepsItsPublisher() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("ann"));
        here.sign(EVE, "a 9.0.0", archive("eve"));
        world.install("@" + ANN.id() + "/a");

        Problem problem = refused("@" + EVE.id() + "/a");

        assertThat(problem.message())
                .isEqualTo("'@" + EVE.id() + "/a' asks for the package of " + EVE.shown() + ", but the lock holds"
                        + " a@1.0.0 of " + ANN.shown()
                        + ", and a name has one publisher at a time; nothing was installed.");
        assertThat(problem.next()).containsExactly("ggen uninstall a");
    }

    @Test
    void aPinnedNameThatOnlyOthersHaveIsRefused() throws IOException {
        world.neighbours.pin("a", ANN.id());
        here.sign(EVE, "a 9.0.0", archive("eve"));

        Problem problem = refused("a");

        assertThat(problem.message())
                .isEqualTo("a is the package of " + ANN.shown() + " here, as it is pinned, and 9.0.0 is by "
                        + EVE.shown() + "; nothing was installed.");
        assertThat(problem.next()).containsExactly("ggen trust remove a");
    }

    @Test
    void aSignedDependentNamesThePublisherOfWhatItNeeds() throws IOException {
        here.sign(ANN, "a 1.0.0 -> @" + BOB.id() + "/b ^1.0.0", archive("a"));
        here.sign(BOB, "b 1.0.0", archive("b"));
        here.add("b 1.5.0", archive("local b"));
        far.sign(EVE, "b 1.9.0", archive("eve's b"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by ann", "b@1.0.0 by bob");
    }

    @Test
    void whatASignedDependentNamesNeedsNoConsent() throws IOException {
        here.sign(ANN, "a 1.0.0 -> @" + BOB.id() + "/b ^1.0.0", archive("a"));
        far.sign(BOB, "b 1.0.0", archive("b"));
        far.sign(EVE, "b 1.9.0", archive("eve's b"));

        world.install("a");

        assertThat(publishers()).containsExactly("a@1.0.0 by ann", "b@1.0.0 by bob");
    }

    @Test
    void oneGenerationHoldsOnePublisherOfAName() throws IOException {
        here.sign(ANN, "a 1.0.0 -> @" + BOB.id() + "/b ^1.0.0", archive("a"));
        here.add("c 1.0.0 -> b ^1.0.0", archive("c"));
        here.sign(BOB, "b 1.0.0", archive("b"));
        here.add("b 1.0.0", archive("local b"));

        assertThat(refused("a", "c").message())
                .contains("a 1.0.0 depends on @" + BOB.id() + "/b ^1.0.0")
                .contains("c 1.0.0 depends on b ^1.0.0");
    }

    @Test
    void aNewcomerNeedsConsentAndIsAskedForOnce() throws IOException {
        far.sign(ANN, "a 1.0.0 -> b", archive("a"));
        far.sign(BOB, "b 1.0.0", archive("b"));
        List<List<Consent.Newcomer>> asked = new ArrayList<>();
        world.consent = (newcomers, state) -> asked.add(newcomers);

        world.install("a");
        world.install("a");
        world.update();

        assertThat(asked)
                .containsExactly(List.of(
                        new Consent.Newcomer(
                                new io.ggen.api.PackageName("b"),
                                BOB.id(),
                                BOB.publicKey().fingerprint(),
                                List.of("far")),
                        new Consent.Newcomer(
                                new io.ggen.api.PackageName("a"),
                                ANN.id(),
                                ANN.publicKey().fingerprint(),
                                List.of("far"))));
        assertThat(publishers()).containsExactly("a@1.0.0 by ann", "b@1.0.0 by bob");
    }

    @Test
    void withoutConsentNothingIsInstalledOrFetched() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));

        Problem problem = refused("a");

        assertThat(problem.message())
                .isEqualTo("The publisher of a (" + ANN.id() + ", fingerprint "
                        + ANN.publicKey().fingerprint()
                        + ") is known only from the network, and nobody has said whose package a name means; nothing was"
                        + " installed.");
        assertThat(problem.next())
                .containsExactly(
                        "ggen install --yes", "ggen trust add a " + ANN.id(), "ggen install @" + ANN.id() + "/a");
        assertThat(far.downloads).isZero();
        assertThat(far.recordsAsked).isZero();
    }

    @Test
    void aPinASpecAndOnesOwnKeyNeedNoConsent() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));
        far.sign(BOB, "b 1.0.0", archive("b"));
        far.sign(EVE, "c 1.0.0", archive("c"));
        world.neighbours.pin("a", ANN.id());
        world.neighbours.own = EVE;

        world.install("a", "@" + BOB.id() + "/b", "c");

        assertThat(publishers()).containsExactly("a@1.0.0 by ann", "b@1.0.0 by bob", "c@1.0.0 by eve");
    }

    @Test
    void severalPublishersInTheNetworkAreAmbiguousWhateverIsAgreed() throws IOException {
        world.consent = Consent.GIVEN;
        far.sign(ANN, "a 1.0.0", archive("a"));
        far.sign(EVE, "a 9.0.0", archive("a"));

        assertThat(refused("a").message()).startsWith("2 publishers have a package named a: ");
    }

    @Test
    void aDryRunTellsThatConsentIsNeeded() throws IOException {
        far.sign(ANN, "a 1.0.0", archive("a"));

        Outcome outcome = world.install(world.dryRun(), "a");

        assertThat(World.ids(outcome.installed())).containsExactly("a@1.0.0");
        assertThat(world.notes).hasSize(1);
        assertThat(world.notes.get(0)).contains("a of " + ANN.id(), "comes in only with your consent (--yes");
    }

    @Test
    void whereThereIsNothingToDoNobodyIsAskedWhomTheUserTrusts() throws IOException {
        here.sign(ANN, "a 1.0.0", archive("a"));
        world.install("a");
        world.neighbours.asked = 0;

        world.install("a");
        world.install();

        assertThat(world.neighbours.asked).isZero();
    }
}
