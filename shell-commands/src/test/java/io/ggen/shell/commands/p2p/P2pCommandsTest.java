package io.ggen.shell.commands.p2p;

import static io.ggen.shell.commands.p2p.FakeNode.ANN;
import static io.ggen.shell.commands.p2p.FakeNode.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.node.Stranger;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class P2pCommandsTest {
    private static final String HERE = "/ip4/10.0.0.1/tcp/4001";

    private final FakeNode node = new FakeNode();
    private final FakeServices services = new FakeServices();

    P2pCommandsTest() {
        services.node = node;
    }

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    @Test
    void statusShowsIdAddressesAndTransport() {
        node.state = State.UP;
        assertThat(run("p2p status").out())
                .isEqualTo("peer        " + ANN + "\n"
                        + "state       up\nuptime      12 s\n"
                        + "transport   libp2p, replaced 1 time\n"
                        + "listens on  /ip4/127.0.0.1/tcp/4001/p2p/" + ANN + "\n"
                        + "connected   0 peers\n");
        assertThat(run("p2p:status --json").out())
                .isEqualTo("{\"state\":\"up\",\"detail\":\"\",\"peer\":\"" + ANN
                        + "\",\"addresses\":[\"/ip4/127.0.0.1/tcp/4001/p2p/" + ANN
                        + "\"],\"transport\":\"libp2p\",\"peers\":0,\"uptime\":12.0,\"swaps\":1,\"parts\":{}}\n");
        node.state = State.DOWN;
        node.detail = "no transport is installed.";
        assertThat(run("p2p status").out()).isEqualTo("state  down: no transport is installed.\n");
    }

    @Test
    void aProcessWithoutANetworkSaysWhatToDo() {
        String said = "error: no network runs in this process: only the shell and 'ggen serve' have one\n"
                + "try: ggen\ntry: ggen serve\n";
        assertThat(run("p2p status")).isEqualTo(new Run(1, "", said));
        assertThat(run("p2p peers")).isEqualTo(new Run(1, "", said));
        services.node = null;
        assertThat(run("p2p status")).isEqualTo(new Run(1, "", said));
        assertThat(run("p2p peers")).isEqualTo(new Run(1, "", said));
        assertThat(run("p2p status --json").out()).startsWith("{\"state\":\"stopped\"");
        assertThat(run("p2p connect " + HERE + "/p2p/" + BOB).err())
                .isEqualTo("error: no network is installed in this process; nothing was done\n");
        services.node = node;
        node.detail = "another ggen, process 7, has the network.";
        assertThat(run("p2p status").err())
                .isEqualTo("error: no network runs in this process: another ggen, process 7, has the network.\n");
    }

    @Test
    void peersAreListedWithThoseThatWereLost() {
        node.state = State.UP;
        assertThat(run("p2p peers").out()).isEqualTo("no peer is connected\n");
        PeerInfo info = new PeerInfo(
                BOB, List.of(new ProtocolId("/ipfs/ping/1.0.0")), List.of(), "evil\u001b[2J\nagent", Optional.empty());
        node.neighbours = List.of(new Neighbour(
                BOB, List.of(FakeNode.connection(BOB, false), FakeNode.connection(BOB, true)), Optional.of(info)));
        node.dropped =
                List.of(new Dropped(ANN, "it sent\n\u001b[2J garbage", Instant.parse("2026-11-22T10:00:00.5Z"), 3));
        Run shown = run("p2p peers");
        assertThat(shown.out())
                .isEqualTo(BOB + "  to    " + HERE + "  noise  3 streams  for 1 min 5 s  4.0 ms  evil?[2J agent\n"
                        + " ".repeat(52) + "  from  " + HERE
                        + "  noise  3 streams  for 1 min 5 s          evil?[2J agent\n"
                        + "\nlost or not reached, latest first\n"
                        + ANN + "  2026-11-22T10:00:00Z  3 times  it sent ?[2J garbage\n");
        assertThat(run("p2p peers --json").out())
                .contains("\"agent\":\"evil?[2J agent\"")
                .contains("\"protocols\":[\"/ipfs/ping/1.0.0\"]")
                .contains("\"roundTrip\":0.004}", "\"roundTrip\":null}")
                .contains("\"why\":\"it sent ?[2J garbage\",\"last\":\"2026-11-22T10:00:00.500Z\",\"times\":3}");
    }

    @Test
    void strangersWhoseHandshakesFailedAreListedWithAddressAndReason() {
        node.state = State.UP;
        Instant moment = Instant.parse("2026-11-22T10:00:00.5Z");
        node.strangers = List.of(
                new Stranger(Multiaddr.parse(HERE), true, "it sent\n\u001b[2J garbage", moment, 3),
                new Stranger(Multiaddr.parse("/ip6/fd00::1/tcp/1"), false, "it is not the one dialled", moment, 1));
        assertThat(run("p2p peers").out())
                .isEqualTo("no peer is connected\n\nhandshakes that failed, latest first\n"
                        + "from  " + HERE + "  2026-11-22T10:00:00Z  3 times  it sent ?[2J garbage\n"
                        + "to    /ip6/fd00::1/tcp/1      2026-11-22T10:00:00Z           it is not the one dialled\n");
        assertThat(run("p2p peers --json").out())
                .contains("\"strangers\":[{\"address\":\"" + HERE
                        + "\",\"inbound\":true,\"why\":\"it sent ?[2J garbage\","
                        + "\"last\":\"2026-11-22T10:00:00.500Z\",\"times\":3},");
    }

    @Test
    void connectTriesAllAddressesOfAPeerAtOnce() {
        node.state = State.UP;
        Run run = run("p2p connect " + HERE + "/p2p/" + BOB + " /dns4/bob.example/tcp/1/p2p/" + BOB);
        assertThat(run).isEqualTo(new Run(0, "connected to " + BOB + " at " + HERE + " (noise)\n", ""));
        assertThat(node.asked).containsExactly("connect " + BOB + " [" + HERE + ", /dns4/bob.example/tcp/1]");
    }

    @Test
    void whoeverWasReachedIsRememberedForLaterCommands() {
        node.state = State.UP;
        run("p2p connect " + HERE + "/p2p/" + ANN + " " + HERE + "/p2p/" + BOB);
        assertThat(services.remembered).extracting(PeerAddresses::peer).containsExactly(BOB);
    }

    @Test
    void whatWasNotReachedIsToldWithTheReason() {
        node.state = State.UP;
        assertThat(run("p2p connect " + HERE + "/p2p/" + ANN))
                .isEqualTo(new Run(1, "", "error: peer " + ANN + " was not reached: Somebody ?[2Jelse answered.\n"));
        Run both = run("p2p connect " + HERE + "/p2p/" + ANN + " " + HERE + "/p2p/" + BOB);
        assertThat(both.status()).isEqualTo(1);
        assertThat(both.out()).contains("not connected to " + ANN, "connected to " + BOB);
        assertThat(both.err()).isEqualTo("error: 1 of 2 peers were not reached\n");
        assertThat(run("p2p connect " + HERE + "/p2p/" + ANN + " --json").out())
                .startsWith("{\"peers\":[{\"peer\":\"" + ANN + "\",\"connected\":false,\"why\":\"Somebody ?[2J");
        assertThat(run("p2p connect " + HERE + "/p2p/" + BOB + " --json").out())
                .contains("\"connected\":true,\"connection\":{\"address\":\"" + HERE);
    }

    @Test
    void aOneShotCommandHasANodeForItsTime() {
        assertThat(run("p2p connect " + HERE + "/p2p/" + BOB).status()).isZero();
        assertThat(node.asked).containsExactly("start [] [] false", "connect " + BOB + " [" + HERE + "]", "stop");
        node.asked.clear();
        node.detail = "it did not start";
        assertThat(run("p2p connect " + HERE + "/p2p/" + BOB).status()).isZero();
        assertThat(node.asked).containsExactly("start null [] true", "connect " + BOB + " [" + HERE + "]");
    }

    @Test
    void addressesAreCheckedBeforeAnythingIsDone() {
        assertThat(run("p2p connect 10.0.0.1:4001").status()).isEqualTo(2);
        Run run = run("p2p connect " + HERE);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("it must end in /p2p/ID");
        assertThat(run("serve --listen nowhere").status()).isEqualTo(2);
        assertThat(run("serve --bootstrap " + HERE + "/p2p/you").status()).isEqualTo(2);
        assertThat(node.asked).isEmpty();
    }

    @Test
    void serveTellsOnceItListensAndEndsInOrderWhenInterrupted() {
        Thread.currentThread().interrupt();
        Run run =
                run("serve --listen /ip4/127.0.0.1/tcp/0 --listen /ip6/::1/tcp/0 --bootstrap " + HERE + "/p2p/" + BOB);
        assertThat(run.out())
                .isEqualTo("{\"event\":\"ready\",\"peer\":\"" + ANN + "\",\"addresses\":[\"/ip4/127.0.0.1/tcp/4001/p2p/"
                        + ANN + "\"],\"pid\":" + ProcessHandle.current().pid() + "}\n");
        assertThat(run.status()).isZero();
        assertThat(node.asked)
                .containsExactly(
                        "start [/ip4/127.0.0.1/tcp/0, /ip6/::1/tcp/0] [" + HERE + "/p2p/" + BOB + "] true serves",
                        "stop");
    }

    @Test
    void serveCanLeaveOthersToThemselves() {
        Thread.currentThread().interrupt();
        assertThat(run("serve --dht-client").status()).isZero();
        assertThat(node.asked).containsExactly("start null [] true", "stop");
    }

    @Test
    void serveThatCannotListenIsOneSentence() {
        node.refusal = "this host cannot listen there; no network was started.";
        assertThat(run("serve"))
                .isEqualTo(new Run(1, "", "error: this host cannot listen there; no network was started.\n"));
    }
}
