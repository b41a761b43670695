package io.ggen.registry.p2p;

import static io.ggen.registry.p2p.Someone.ANN;
import static io.ggen.registry.p2p.Someone.BOB;
import static io.ggen.registry.p2p.Someone.EVE;
import static io.ggen.registry.p2p.Someone.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.MarketplaceListener.Committed;
import io.ggen.api.registry.Answer;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Finding among simulated hosts, with liars, squatters, losses and partitions. */
class HostsTest {
    private final long seed = System.nanoTime();
    private final String told = "seed " + seed;

    private final Signed<ReleaseRecord> one = ANN.release("a 1.0.0");
    private final Signed<ReleaseRecord> two = ANN.release("a 2.0.0");

    private static List<String> shown(Answer answer) {
        List<String> shown = new ArrayList<>();
        for (Release each : assertInstanceOf(Answer.Found.class, answer).releases()) {
            String by =
                    each.publisher().equals(ANN.id()) ? "" : each.publisher().equals(EVE.id()) ? " by eve" : " by bob";
            shown.add(each.version() + by + (each.yanked() ? " yanked" : ""));
        }
        return shown;
    }

    @Test
    void whatOneHostHasEveryOtherFinds() {
        Hosts hosts = new Hosts(seed, 40);
        hosts.publish(hosts.all.get(0), ANN, ANN.head(NOON, List.of(one, two), "2.0.0"), one, two);
        for (Hosts.One each : hosts.all.subList(1, 40)) {
            assertEquals(List.of("2.0.0 yanked", "1.0.0"), shown(each.ask("a")), told);
        }
        assertEquals(Answer.ABSENT, hosts.all.get(5).ask("nobody-has-this"), told);
    }

    @Test
    void whoeverInstalledAnswersWhenThePublisherIsGone() {
        Hosts hosts = new Hosts(seed, 30);
        Hosts.One publisher = hosts.all.get(0);
        hosts.publish(publisher, ANN, ANN.head(NOON, List.of(one)), one);
        Hosts.One user = hosts.all.get(1);
        user.ask("a");
        ReleaseRecord release = one.payload();
        TreeMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        packages.put(
                release.name(),
                Lock.Entry.of(
                        release.name(),
                        release.version(),
                        release.publisher(),
                        release.archive().sha256(),
                        new TreeMap<>()));
        user.sharing.committed(new Committed(Path.of("target"), 1, Lock.EMPTY, new Lock(new TreeMap<>(), packages)));
        hosts.settle(Duration.ofSeconds(30));
        publisher.host.crash();
        hosts.settle(Duration.ofSeconds(30));
        Hosts.One late = hosts.join();
        hosts.settle(Duration.ofSeconds(10));
        assertEquals(List.of("1.0.0"), shown(late.ask("a")), told);
        assertEquals(
                1,
                hosts.await(late.kad.providers(release.archive().sha256(), 8, Duration.ofSeconds(10), found -> {}))
                        .size(),
                told);
    }

    @Test
    void liarsAndSquattersHideNothingFromWhoSaysWhosePackageIsMeant() {
        Hosts hosts = new Hosts(seed, 40);
        hosts.publish(hosts.all.get(0), ANN, ANN.head(NOON, List.of(one)), one);
        byte[] forged = two.toBytes();
        forged[forged.length - 1] ^= 1;
        for (int i = 1; i <= 15; i++) {
            Hosts.One liar = hosts.all.get(i);
            liar.lies = List.of(
                    forged,
                    "rubbish".getBytes(StandardCharsets.UTF_8),
                    EVE.release("a 9." + i + ".0").toBytes());
            hosts.await(liar.kad.provide(Lookup.key(Someone.name("a")), Duration.ofSeconds(20)));
        }
        Answer answer = hosts.all.get(30).ask("a", ANN.id());
        assertTrue(shown(answer).contains("1.0.0"), told + ": " + shown(answer));
        assertTrue(shown(answer).stream().noneMatch(each -> each.equals("2.0.0")), told);
        Release first = ((Answer.Found) answer)
                .releases().stream()
                        .filter(each -> each.publisher().equals(ANN.id()))
                        .findFirst()
                        .orElseThrow();
        assertEquals(1, hosts.all.get(30).registry.sources(first).size());
    }

    @Test
    void twoPublishersOfANameAreBothFound() {
        Hosts hosts = new Hosts(seed, 25);
        Signed<ReleaseRecord> other = BOB.release("a 1.5.0");
        hosts.publish(hosts.all.get(0), ANN, ANN.head(NOON, List.of(one)), one);
        hosts.publish(hosts.all.get(1), BOB, BOB.head(NOON, List.of(other)), other);
        assertEquals(List.of("1.5.0 by bob", "1.0.0"), shown(hosts.all.get(20).ask("a")), told);
    }

    @Test
    void aThirdOfTheHostsThatVanishHoldsNobodyUp() {
        Hosts hosts = new Hosts(seed, 45);
        hosts.publish(hosts.all.get(0), ANN, ANN.head(NOON, List.of(one)), one);
        for (int i = 30; i < 45; i++) {
            hosts.all.get(i).host.vanish();
        }
        for (int i = 1; i < 30; i += 7) {
            assertEquals(List.of("1.0.0"), shown(hosts.all.get(i).ask("a", ANN.id())), told);
        }
    }

    @Test
    void aHostThatIsCutOffSaysSoInTimeAndFindsTheNameLater() {
        Hosts hosts = new Hosts(seed, 25);
        Hosts.One lonely = hosts.all.get(24);
        List<MemoryHost> others = new ArrayList<>();
        hosts.all.subList(0, 24).forEach(each -> others.add(each.host));
        hosts.network.partition(List.of(lonely.host), others);
        hosts.publish(hosts.all.get(0), ANN, ANN.head(NOON, List.of(one)), one);
        long before = hosts.network.time().now();
        Answer answer = lonely.ask("a");
        assertTrue(answer instanceof Answer.Unavailable, told + ": " + answer);
        long seconds = Duration.ofNanos(hosts.network.time().now() - before).toSeconds();
        assertTrue(seconds <= 10, told + ": " + seconds + " s");
        hosts.network.heal();
        hosts.settle(Duration.ofMinutes(2));
        assertEquals(List.of("1.0.0"), shown(lonely.ask("a")), told);
    }
}
