package io.ggen.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.publishing.Outbox;
import io.ggen.p2p.api.announce.Receipt;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAnnouncerTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private World world;
    private Signed<ReleaseRecord> release;
    private Signed<HeadRecord> head;

    @BeforeEach
    void publishHere() {
        world = new World(folder);
        release = world.author.release("notes", "1.0.0", world.now());
        head = world.author.head(List.of(release), -1, world.now());
        world.store.take(release.toBytes(), Origin.HERE);
        world.store.take(head.toBytes(), Origin.HERE);
    }

    private Receipt announce(LiveAnnouncer announcer, Outbox.Entry entry, List<Receipt> progress) {
        CompletableFuture<Receipt> done =
                announcer.announce(entry, WITHIN, progress::add).toCompletableFuture();
        world.network.time().runFor(Duration.ofSeconds(1));
        return done.join();
    }

    @Test
    void aReleaseGoesToTheNearestPeersToListenersAndIntoTheListsOfWhoHasWhat() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        List<Receipt> progress = new ArrayList<>();

        Receipt receipt = announce(announcer, world.entry("notes", "1.0.0"), progress);

        assertThat(receipt).isEqualTo(new Receipt(1, 12, 20, 6, true));
        assertThat(receipt.isDurable()).isTrue();
        assertThat(world.put)
                .containsExactlyInAnyOrder(
                        "/ggen/" + world.author.id + "/notes", "/ggen/" + world.author.id + "/notes/1.0.0");
        assertThat(world.provided)
                .containsExactly(
                        Author.digest("notes1.0.0"),
                        Digest.sha256Of("ggen:name:notes".getBytes(StandardCharsets.UTF_8)));
        assertThat(Announcement.read(world.gossip.get(0)).envelopes())
                .containsExactly(head.toBytes(), release.toBytes());
        assertThat(progress).anyMatch(each -> each.holders() == 1 && !each.isDurable());
    }

    @Test
    void whatLastsLeavesTheOutboxAndWhatDoesNotStays() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        Outbox.Entry entry = world.entry("notes", "1.0.0");
        world.receipt = new ValueStore.Receipt(3, 20);
        announce(announcer, entry, new ArrayList<>());
        assertThat(world.outbox.pending()).containsExactly(entry);

        world.receipt = new ValueStore.Receipt(11, 20);
        world.network.time().runFor(LiveAnnouncer.AGAIN.plusSeconds(2));

        assertThat(world.outbox.pending()).isEmpty();
    }

    @Test
    void whatWasPublishedOfflineGoesOutWhenAPeerComes() {
        world.outbox.add(world.entry("notes", "1.0.0"));
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.network.time().runFor(Duration.ofMinutes(10));
        assertThat(world.put).isEmpty();

        world.connect();
        world.network.time().runFor(Duration.ofSeconds(3));

        assertThat(world.put).hasSize(2);
        assertThat(world.outbox.pending()).isEmpty();
        assertThat(announcer.status())
                .extracting(Object::toString)
                .anyMatch(fact -> fact.contains("announced, value=1"));
    }

    @Test
    void withNobodyToAskItIsQueuedAndSaysSo() {
        world.receipt = new ValueStore.Receipt(0, 0);
        world.listeners = 0;
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());

        Receipt receipt = announce(announcer, world.entry("notes", "1.0.0"), new ArrayList<>());

        assertThat(receipt.isAnnounced()).isFalse();
        assertThat(receipt.peers()).isZero();
        assertThat(world.outbox.pending()).hasSize(1);
    }

    @Test
    void aNudgeSendsTheHeadOfAPackageThatWasAnnouncedBefore() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.network.time().runFor(Duration.ofSeconds(2));
        world.outbox.add(world.entry("notes", ""));

        announcer.nudge();
        world.network.time().runFor(Duration.ofSeconds(1));

        assertThat(world.put).containsExactly("/ggen/" + world.author.id + "/notes");
        assertThat(world.outbox.pending()).isEmpty();
    }

    @Test
    void aNudgeWhileTheOutboxGoesOutIsHeededBehindIt() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.network.time().runFor(Duration.ofSeconds(2));
        world.outbox.add(world.entry("notes", "1.0.0"));
        announcer.nudge();
        world.network.time().runFor(Duration.ofMillis(20));
        assertThat(world.put).as("it is being told").hasSize(2);
        assertThat(world.outbox.pending()).hasSize(1);
        Signed<HeadRecord> newer =
                world.author.head(List.of(release), head.payload().seq(), world.now());
        world.store.take(newer.toBytes(), Origin.HERE);
        world.outbox.add(world.entry("notes", ""));

        announcer.nudge();
        world.network.time().runFor(Duration.ofSeconds(1));

        assertThat(world.outbox.pending()).isEmpty();
        assertThat(Announcement.read(world.gossip.get(world.gossip.size() - 1)).envelopes())
                .containsExactly(newer.toBytes());
    }

    @Test
    void aHeadThatIsSignedWhileAnOlderOneIsToldGoesOutToo() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.network.time().runFor(Duration.ofSeconds(2));
        world.outbox.add(world.entry("notes", ""));
        announcer.nudge();
        world.network.time().runFor(Duration.ofMillis(20));
        assertThat(world.put).as("it is being told").hasSize(1);
        Signed<HeadRecord> newer =
                world.author.head(List.of(release), head.payload().seq(), world.now());
        world.store.take(newer.toBytes(), Origin.HERE);

        world.outbox.add(world.entry("notes", "")); // is there already, and leaves the outbox with the older one
        world.network.time().runFor(Duration.ofSeconds(1));

        assertThat(world.outbox.pending()).isEmpty();
        assertThat(Announcement.read(world.gossip.get(world.gossip.size() - 1)).envelopes())
                .containsExactly(newer.toBytes());
    }

    @Test
    void theHeadOfAPackageThatWasNeverAnnouncedStaysAtHome() {
        world.connect();
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.outbox.add(world.entry("secret", ""));

        announcer.nudge();
        world.network.time().runFor(Duration.ofSeconds(3));

        assertThat(world.put).isEmpty();
        assertThat(world.gossip).isEmpty();
        assertThat(world.outbox.pending()).isEmpty();
    }

    @Test
    void whatIsNotOnThisMachineIsSaidInOneSentence() {
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());

        assertThatThrownBy(() -> announce(announcer, world.entry("notes", "2.0.0"), new ArrayList<>()))
                .hasCauseInstanceOf(ProblemException.class)
                .hasMessageContaining("No signed record of notes@2.0.0")
                .hasMessageContaining("nothing was announced");
    }

    @Test
    void afterClosingNothingGoesOutAnyMore() {
        LiveAnnouncer announcer = new LiveAnnouncer(world.around());
        world.outbox.add(world.entry("notes", "1.0.0"));
        announcer.close();
        world.connect();
        world.network.time().runFor(Duration.ofMinutes(5));

        assertThat(world.put).isEmpty();
    }

    @Test
    void afterARestartOnesOwnPackagesAreKeptAliveAndOldHeadsSignedAnew() {
        Signed<ReleaseRecord> second = world.author.release("notes", "1.1.0", world.now());
        world.store.take(second.toBytes(), Origin.HERE);
        KeptAlive kept = new KeptAlive(world.around(), () -> java.util.Optional.of(world.author.id));

        assertThat(world.kept)
                .contains(
                        "/ggen/" + world.author.id + "/notes",
                        "/ggen/" + world.author.id + "/notes/1.1.0",
                        Author.digest("notes1.0.0").hex(),
                        Author.digest("notes1.1.0").hex(),
                        Tell.nameKey(new PackageName("notes")).hex())
                .doesNotContain("/ggen/" + world.author.id + "/notes/1.0.0");
        assertThat(world.renewed).isEmpty();

        world.network.time().runFor(Duration.ofDays(16));
        assertThat(world.renewed).containsExactly(new PackageName("notes"));
        kept.close();
    }
}
