package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.identity.PublicKey;
import io.ggen.gossipsub.Authenticity.Finding;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.kit.TestSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** RPCs as js-libp2p writes them ({@code src/test/js/write.mjs}). */
class JsVectorsTest {
    private static final Path FILE = Path.of("src/test/resources/vectors/js-rpcs.txt");
    private static final HexFormat HEX = HexFormat.of();
    private static final String TOPIC = GossipSettings.PACKAGES;

    private final Authenticity authenticity =
            new Authenticity(TestSigner.of(1), PeerId.of(TestSigner.of(1).publicKey()), PublicKey::verifies, 1);

    private record Line(String kind, byte[] bytes, List<String> more) {
        Rpc rpc() {
            return RpcReader.read(bytes, GossipLimits.DEFAULT);
        }
    }

    private static List<Line> lines(String kind) throws IOException {
        List<Line> lines = Files.readAllLines(FILE).stream()
                .map(line -> List.of(line.split(" ")))
                .filter(words -> words.get(0).equals(kind))
                .map(words -> new Line(kind, HEX.parseHex(words.get(1)), words.subList(2, words.size())))
                .toList();
        assertThat(lines).isNotEmpty();
        return lines;
    }

    private static MessageKey id(int every) {
        byte[] id = new byte[32];
        Arrays.fill(id, (byte) every);
        return new MessageKey(id);
    }

    @Test
    void controlMessagesOfJavaScriptAreRead() throws Exception {
        List<MessageKey> ids = List.of(id(1), id(2));
        assertThat(lines("subscribe").get(0).rpc().subscriptions())
                .containsExactly(new Rpc.Subscription(true, TOPIC), new Rpc.Subscription(false, "ö"));
        assertThat(lines("have").get(0).rpc().haves()).containsExactly(new Rpc.Have(TOPIC, ids));
        assertThat(lines("want").get(0).rpc().wants()).isEqualTo(ids);
        assertThat(lines("graft").get(0).rpc().grafts()).containsExactly(TOPIC);
        assertThat(lines("prune").get(0).rpc().prunes()).containsExactly(new Rpc.Prune(TOPIC, 60));
        assertThat(lines("unwanted").get(0).rpc().unwanted()).isEqualTo(ids);
    }

    @Test
    void ourBytesAreTheSameWhereTheContentIs() throws Exception {
        List<MessageKey> ids = List.of(id(1), id(2));
        assertThat(RpcWriter.have(TOPIC, ids)).isEqualTo(lines("have").get(0).bytes());
        assertThat(RpcWriter.want(ids)).isEqualTo(lines("want").get(0).bytes());
        assertThat(RpcWriter.graft(TOPIC)).isEqualTo(lines("graft").get(0).bytes());
        assertThat(RpcWriter.unwanted(ids)).isEqualTo(lines("unwanted").get(0).bytes());
    }

    @Test
    void messagesThatJavaScriptSignedAreBelievedAndWrittenTheSameAgain() throws Exception {
        for (Line line : lines("message")) {
            Message message = line.rpc().messages().get(0);
            assertThat(authenticity.check(message)).isEqualTo(Finding.GOOD);
            byte[] from = message.from();
            assertThat(from).isNotNull();
            assertThat(PeerId.fromBytes(from == null ? new byte[0] : from))
                    .hasToString(line.more().get(0));
            String data = line.more().get(1);
            assertThat(message.content()).isEqualTo(data.equals("-") ? new byte[0] : HEX.parseHex(data));
            assertThat(RpcWriter.message(message)).isEqualTo(line.bytes());
        }
    }

    @Test
    void forgeriesByJavaScriptAreNotBelieved() throws Exception {
        for (Line line : lines("forged")) {
            assertThat(authenticity.check(line.rpc().messages().get(0))).isEqualTo(Finding.FORGED);
        }
    }
}
