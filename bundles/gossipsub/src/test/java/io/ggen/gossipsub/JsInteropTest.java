package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.memory.kit.TestSigner;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gossips with js-libp2p over TCP. */
class JsInteropTest {
    private static String hex(String text) {
        return HexFormat.of().formatHex(Town.bytes(text));
    }

    private static void meet(RealNode java, JsPeer js) throws Exception {
        RealNode.await(java.host.connect(js.id, List.of(js.address), RealNode.LONG));
        java.until("js in our mesh", () -> java.hasInMesh(js.id));
        while (!js.ask("mesh").contains(java.host.id().toString())) {
            assertThat(java.host.connections()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/meshsub/1.2.0", "/meshsub/1.1.0"})
    void messagesGoBothWays(String protocol) throws Exception {
        try (RealNode java = new RealNode(1);
                JsPeer js = new JsPeer(protocol)) {
            meet(java, js);
            PeerReport report = RealNode.await(java.gossip.peers()).get(0);
            assertThat(report.protocol()).isEqualTo(protocol);
            assertThat(report.topics()).containsExactly(Town.TOPIC);

            for (String text : List.of("from java", "x".repeat(10_000))) {
                assertThat(RealNode.await(java.gossip.publish(Town.TOPIC, Town.bytes(text))))
                        .isEqualTo(1);
                assertThat(js.await("message "))
                        .containsExactly("message", java.host.id().toString(), hex(text));
            }
            for (String text : List.of("from js", "y".repeat(10_000))) {
                assertThat(js.ask("publish " + hex(text))).containsExactly("published", "1");
                assertThat(java.heard.poll(20, TimeUnit.SECONDS)).isEqualTo(text);
            }
            report = RealNode.await(java.gossip.peers()).get(0);
            assertThat(report.complaints()).isZero();
            assertThat(report.score().first()).isGreaterThan(1.9);
            assertThat(Double.parseDouble(js.ask("score " + java.host.id()).get(1)))
                    .isGreaterThanOrEqualTo(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "/meshsub/1.2.0")
    void whatComesFromOneJsPeerIsPassedOnToAnother(String protocol) throws Exception {
        try (RealNode java = new RealNode(2);
                JsPeer one = new JsPeer(protocol);
                JsPeer other = new JsPeer(protocol)) {
            meet(java, one);
            assertThat(other.ask("dial " + java.host.addresses().get(0).withPeer(java.host.id())))
                    .containsExactly("dialled");
            java.until("the other in our mesh", () -> java.hasInMesh(other.id));
            one.tell("publish " + hex("chain"));
            assertThat(other.await("message ")).containsExactly("message", one.id.toString(), hex("chain"));
            assertThat(java.heard.poll(20, TimeUnit.SECONDS)).isEqualTo("chain");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = "/meshsub/1.2.0")
    void jsRefusesForgeriesAndAsksForWhatItMisses(String protocol) throws Exception {
        try (RealNode java = new RealNode(3);
                JsPeer js = new JsPeer(protocol)) {
            meet(java, js);
            Stream stream = RealNode.await(java.host.open(js.id, List.of(new ProtocolId(protocol)), RealNode.LONG));
            Frames frames = new Frames(stream);
            Message good = Town.message(TestSigner.of(9), "hello");
            Message forged =
                    new Message(good.from(), Town.bytes("hullo"), good.seqno(), good.topic(), good.signature(), null);
            RealNode.await(frames.write(RpcWriter.message(forged)));
            RealNode.await(frames.write(RpcWriter.message(good)));
            assertThat(js.await("message "))
                    .as("the forged one, which came first, is missing")
                    .containsExactly(
                            "message", PeerId.of(TestSigner.of(9).publicKey()).toString(), hex("hello"));

            java.gossip
                    .core()
                    .timers
                    .execute(() -> java.gossip
                            .core()
                            .cache
                            .put(
                                    Town.id("missed"),
                                    Town.TOPIC,
                                    RpcWriter.message(Town.message(TestSigner.of(9), "missed"))));
            RealNode.await(frames.write(RpcWriter.have(Town.TOPIC, List.of(Town.id("missed")))));
            assertThat(js.await("message ")).contains(hex("missed"));
            assertThat(RealNode.await(java.gossip.counts()).served()).isEqualTo(1);
        }
    }
}
