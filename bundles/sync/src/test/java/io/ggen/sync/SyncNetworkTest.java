package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.memory.Link;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.sync.Sim.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hosts that behave, on virtual time. */
class SyncNetworkTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private static void fill(Member member, Author author, int from, int to) {
        for (int i = from; i < to; i++) {
            member.store.put(author.release("p" + i, "1.0.0", Author.BEFORE.plusSeconds(i)));
        }
    }

    @Test
    void twoThatMeetHaveTheSameSoon() {
        Sim sim = new Sim(1);
        Member one = sim.member();
        Member other = sim.member();
        fill(one, new Author(1), 0, 300);
        fill(other, new Author(2), 0, 40);
        sim.connect(one, other);
        sim.settle(SOON);
        assertThat(one.store.ids()).hasSize(340).isEqualTo(other.store.ids());
        assertThat(one.fact("in sync with")).isEqualTo("1 of 1 peers");
        assertThat(other.fact("faults")).isEqualTo("0");
        assertThat(one.faults() + other.faults()).isZero();
    }

    @Test
    void whoHasNothingToLearnDoesNotAskBack() {
        Sim sim = new Sim(2);
        Member one = sim.member();
        Member other = sim.member();
        sim.connect(one, other);
        sim.settle(SOON);
        int sessions = Integer.parseInt(one.fact("sessions")) + Integer.parseInt(other.fact("sessions"));
        assertThat(sessions).isEqualTo(1);
    }

    @Test
    void headsReleasesAndRevocationsOfAnyTimeAllCome() {
        Sim sim = new Sim(3);
        Member one = sim.member();
        Member other = sim.member();
        Author author = new Author(1);
        Signed<ReleaseRecord> release = author.release("a", "1.0.0", Author.BEFORE);
        one.store.put(release);
        one.store.put(author.head(release, Author.BEFORE.plusSeconds(5)));
        one.store.put(new Author(2).end(Instant.parse("2099-01-01T00:00:00Z")));
        one.store.put(new Author(3).end(Instant.parse("1970-01-01T00:00:00Z")));
        sim.connect(other, one);
        sim.settle(SOON);
        assertThat(other.store.ids()).hasSize(4).isEqualTo(one.store.ids());
    }

    @Test
    void whoComesGetsWhatWasSaidAMomentAgoAndWhatIsNewerLaterWaitsTwentySeconds() {
        Sim sim = new Sim(4);
        Member one = sim.member();
        Member other = sim.member();
        sim.settle(Duration.ofMinutes(1));
        one.store.put(new Author(1).release("a", "1.0.0", sim.network.clock().instant()));
        sim.connect(other, one);
        sim.settle(SOON);
        assertThat(other.store.ids()).hasSize(1);
        one.store.put(new Author(1).release("b", "1.0.0", sim.network.clock().instant()));
        other.node.sync(one.host.id());
        sim.settle(SOON);
        assertThat(other.store.ids()).hasSize(1);
        sim.settle(Duration.ofMinutes(15));
        assertThat(other.store.ids()).hasSize(2);
    }

    @Test
    void whatWasSeenAndIsNotKeptIsNotAskedForAgain() {
        Sim sim = new Sim(5);
        Member one = sim.member();
        Member other = sim.member();
        Signed<ReleaseRecord> release = new Author(1).release("a", "1.0.0", Author.BEFORE);
        one.store.put(release);
        other.store.tooMuch.add(release.id());
        sim.connect(other, one);
        sim.settle(Duration.ofHours(1));
        assertThat(other.store.taken).isZero();
        assertThat(other.faults() + one.faults()).isZero();
    }

    @Test
    void aSessionOfFourMebibytesIsFollowedByTheNext() {
        Sim sim = new Sim(6);
        sim.limits = Trim.recordBytes(sim.limits, 50_000);
        Member one = sim.member();
        Member other = sim.member();
        fill(one, new Author(1), 0, 1000);
        sim.connect(other, one);
        sim.settle(Duration.ofMinutes(2));
        assertThat(other.store.ids()).hasSize(1000);
        assertThat(Integer.parseInt(other.fact("sessions"))).isBetween(3, 30);
        assertThat(other.faults()).isZero();
    }

    @Test
    void whoeverGoesOnWithSomebodyElseGetsTheRest() {
        Sim sim = new Sim(7);
        sim.limits = Trim.recordBytes(sim.limits, 50_000);
        Member one = sim.member();
        Member second = sim.member();
        Member newcomer = sim.member();
        fill(one, new Author(1), 0, 2000);
        fill(second, new Author(1), 0, 2000);
        sim.connect(newcomer, one);
        while (newcomer.store.ids().size() < 300) {
            sim.settle(Duration.ofMillis(100));
        }
        one.host.vanish();
        assertThat(newcomer.store.ids()).hasSizeLessThan(1500);
        sim.connect(newcomer, second);
        sim.settle(Duration.ofMinutes(2));
        assertThat(newcomer.store.ids()).hasSize(2000);
    }

    @Test
    void twoHundredHostsAgreeAfterAPartitionWithLoss() {
        Sim sim = new Sim(8);
        sim.network.links(
                Link.of(Duration.ofMillis(40)).withJitter(Duration.ofMillis(20)).withLoss(0.03));
        int hosts = 200;
        for (int i = 0; i < hosts; i++) {
            sim.member();
        }
        for (int i = 1; i < hosts; i++) {
            sim.connect(sim.members.get(i), sim.members.get(sim.random.nextInt(i)));
            sim.connect(sim.members.get(i), sim.members.get(sim.random.nextInt(i)));
        }
        List<Member> left = sim.members.subList(0, hosts / 2);
        List<Member> right = sim.members.subList(hosts / 2, hosts);
        sim.network.partition(
                left.stream().map(member -> member.host).toList(),
                right.stream().map(member -> member.host).toList());
        sim.settle(Duration.ofMinutes(1));
        fill(left.get(3), new Author(1), 0, 60);
        fill(right.get(5), new Author(2), 0, 60);
        sim.settle(Duration.ofMinutes(1));
        sim.network.heal();
        // Whoever lost somebody dials again, as a node does.
        for (Member member : sim.members) {
            sim.connect(member, sim.members.get(sim.random.nextInt(hosts)));
        }
        int minutes = 0;
        while (minutes < 60 && lacking(sim) > 0) {
            sim.settle(Duration.ofMinutes(1));
            minutes++;
        }
        assertThat(lacking(sim)).as("seed 8, after " + minutes + " min").isZero();
        assertThat(sim.members.stream().mapToLong(Member::faults).sum()).isZero();
    }

    private static long lacking(Sim sim) {
        return sim.members.stream()
                .filter(member -> member.store.ids().size() < 120)
                .count();
    }

    @Test
    void aPeerThatSpeaksOnlyTheRecordsProtocolIsLeftAlone() {
        Sim sim = new Sim(9);
        Member one = sim.member();
        var stranger = sim.host();
        sim.connect(one.host, stranger);
        sim.settle(SOON);
        assertThat(one.fact("in sync with")).isEqualTo("0 of 0 peers");
        assertThat(one.fact("sessions")).isEqualTo("0");
    }

    @Test
    void theSameSeedGivesTheSameRun() {
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Sim sim = new Sim(10);
            Member one = sim.member();
            Member other = sim.member();
            fill(one, new Author(1), 0, 50);
            sim.connect(one, other);
            sim.settle(Duration.ofMinutes(20));
            digests.add(sim.network.digest());
        }
        assertThat(digests.get(0)).isEqualTo(digests.get(1));
    }
}
