package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Stream;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import io.ggen.p2p.api.routing.ValueStore.Found;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import io.ggen.p2p.api.wire.Frames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of ours and two of js-libp2p's kad-dht, one of which checks nothing, on real sockets. */
class JsInteropTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<TcpNode> ours = new ArrayList<>();
    private static final List<JsNode> theirs = new ArrayList<>();

    @BeforeAll
    static void connect() throws Exception {
        theirs.add(new JsNode());
        theirs.add(new JsNode("lenient"));
        ours.add(new TcpNode(1));
        ours.add(new TcpNode(2));
        ours.get(0).join();
        ours.get(1).join(ours.get(0));
        for (JsNode js : theirs) {
            for (TcpNode node : ours) {
                String to =
                        node.host.addresses().get(0).withPeer(node.host.id()).toString();
                assertThat(js.ask("dial", to)).startsWith("ok");
            }
            assertThat(theirs.get(0).ask("dial", js.address)).isNotEmpty();
        }
        // js pings whom it has met before it takes them into its table
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end && !everybodyKnowsEverybody()) {
            Thread.onSpinWait();
        }
        assertThat(everybodyKnowsEverybody()).isTrue();
    }

    private static boolean everybodyKnowsEverybody() throws Exception {
        boolean all = true;
        for (JsNode js : theirs) {
            all &= js.ask("peers").equals("ok 3");
        }
        for (TcpNode node : ours) {
            all &= TcpNode.await(node.kad.status()).peers() == 3;
        }
        return all;
    }

    @AfterAll
    static void close() {
        theirs.forEach(JsNode::close);
        ours.forEach(TcpNode::close);
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    @Test
    void whatIsPutHereIsFoundThere() throws Exception {
        byte[] key = Numbered.key("here");
        Receipt receipt = TcpNode.await(ours.get(0).kad.put(key, Numbered.value(5), LONG, progress -> {}));
        assertThat(receipt).isEqualTo(new Receipt(3, 3));
        assertThat(theirs.get(0).ask("get", hex(key))).isEqualTo("ok " + hex(Numbered.value(5)));
    }

    @Test
    void whatIsPutThereIsFoundHere() throws Exception {
        byte[] key = Numbered.key("there");
        assertThat(theirs.get(0).ask("put", hex(key), hex(Numbered.value(6)))).isEqualTo("ok 3");
        for (Effort effort : Effort.values()) {
            Found found = TcpNode.await(ours.get(1).kad.get(key, effort, LONG));
            assertThat(found.value()).hasValue(Numbered.value(6));
            assertThat(found.enough()).isTrue();
        }
    }

    @Test
    void theNewerOfTwoValuesWinsAndTheOlderOneIsCorrected() throws Exception {
        byte[] key = Numbered.key("newer");
        TcpNode.await(ours.get(0).kad.put(key, Numbered.value(1), LONG, progress -> {}));
        assertThat(theirs.get(0).ask("put", hex(key), hex(Numbered.value(2)))).startsWith("ok");
        Found found = TcpNode.await(ours.get(0).kad.get(key, Effort.AGREED, LONG));
        assertThat(found.value()).hasValue(Numbered.value(2));
        // js lets an older value take a newer one's place; ours do not
        theirs.get(0).ask("put", hex(key), hex(Numbered.value(1)));
        assertThat(TcpNode.await(ours.get(1).kad.get(key, Effort.AGREED, LONG)).value())
                .hasValue(Numbered.value(2));
        assertThat(theirs.get(1).ask("get", hex(key))).isEqualTo("ok " + hex(Numbered.value(2)));
    }

    @Test
    void whoProvidesHereIsFoundThere() throws Exception {
        Digest content = Digest.sha256Of(new byte[] {1});
        assertThat(TcpNode.await(ours.get(0).kad.provide(content, LONG))).isEqualTo(3);
        String address = ours.get(0).host.addresses().get(0).toString();
        assertThat(theirs.get(0).ask("providers", hex(ContentKey.of(content))))
                .contains(ours.get(0).host.id() + "@" + address);
    }

    @Test
    void whoProvidesThereIsFoundHere() throws Exception {
        Digest content = Digest.sha256Of(new byte[] {2});
        assertThat(theirs.get(0).ask("provide", hex(ContentKey.of(content)))).startsWith("ok");
        List<PeerAddresses> found = TcpNode.await(ours.get(1).kad.providers(content, 1, LONG, provider -> {}));
        assertThat(found)
                .containsExactly(new PeerAddresses(
                        PeerId.parse(theirs.get(0).id),
                        List.of(Multiaddr.parse(theirs.get(0).address).withoutPeer())));
    }

    @Test
    void bothNameTheSameClosestPeers() throws Exception {
        byte[] key = Numbered.key("closest");
        List<String> fromHere = new ArrayList<>();
        for (PeerAddresses peer : TcpNode.await(ours.get(0).kad.closest(key, LONG))) {
            fromHere.add(peer.peer().toString());
        }
        assertThat(fromHere)
                .containsExactlyInAnyOrder(
                        theirs.get(0).id,
                        theirs.get(1).id,
                        ours.get(1).host.id().toString());
        assertThat(theirs.get(0).ask("closest", hex(key)))
                .contains(ours.get(0).host.id().toString())
                .contains(ours.get(1).host.id().toString())
                .contains(theirs.get(1).id);
    }

    @Test
    void anInvalidRecordIsRefusedHere() throws Exception {
        byte[] key = Numbered.key("bad there");
        long before = TcpNode.await(ours.get(0).kad.status()).faults();
        theirs.get(1).ask("put", hex(key), hex(Numbered.forged(9)));
        assertThat(TcpNode.await(ours.get(0).kad.status()).faults()).isGreaterThan(before);
        assertThat(TcpNode.await(ours.get(0).kad.get(key, Effort.AGREED, LONG)).value())
                .isEmpty();
    }

    @Test
    void anInvalidRecordIsRefusedThere() throws Exception {
        byte[] key = Numbered.key("bad here");
        Stream stream = TcpNode.await(
                ours.get(1).host.open(PeerId.parse(theirs.get(0).id), List.of(KademliaSettings.GGEN), LONG));
        Frames frames = new Frames(stream);
        Boolean answered = TcpNode.await(frames.write(MessageCodec.encode(Message.put(key, Numbered.forged(9))))
                .thenCompose(done -> frames.read(MessageCodec.MOST_BYTES))
                .handle((answer, failure) -> failure == null && answer.isPresent()));
        assertThat(answered).isFalse();
        assertThat(theirs.get(0).ask("get", hex(key))).isIn("ok none", "error not found");
    }
}
