package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.javascript.Scripts;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lets js-libp2p read and judge what Java wrote. Skipped, with the reason, where there is no Node or npm has no network. */
class NodeTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void jsLibp2pReadsAndBelievesWhatWeWrite() throws Exception {
        Scripts scripts = Scripts.ofModule();
        List<String> lines = lines();
        Files.write(scripts.folder().resolve("java-rpcs.txt"), lines);
        Scripts.Ended check = scripts.run("check.mjs", "java-rpcs.txt");
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output()).contains("ok " + lines.size());
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        TestSigner key = TestSigner.of(5);
        String author = PeerId.of(key.publicKey()).toString();
        for (String text : List.of("hello", "", "x".repeat(16 * 1024))) {
            Message message = Town.message(key, text);
            String data = text.isEmpty() ? "-" : HEX.formatHex(Town.bytes(text));
            lines.add(line("message", RpcWriter.message(message), author, data, Town.TOPIC));
            lines.add(line(
                    "message",
                    RpcWriter.message(new Message(
                            message.from(),
                            message.data(),
                            message.seqno(),
                            message.topic(),
                            message.signature(),
                            key.publicKey().toProtobuf())),
                    author,
                    data,
                    Town.TOPIC));
            lines.add(line(
                    "forged",
                    RpcWriter.message(new Message(
                            message.from(),
                            new byte[] {1},
                            message.seqno(),
                            message.topic(),
                            message.signature(),
                            message.key()))));
        }
        MessageKey id = Town.id("hello");
        String hex = HEX.formatHex(id.bytes());
        lines.add(line("subscribe", RpcWriter.subscriptions(List.of(Town.TOPIC), true, List.of()), Town.TOPIC));
        lines.add(line("have", RpcWriter.have(Town.TOPIC, List.of(id)), Town.TOPIC, hex));
        lines.add(line("want", RpcWriter.want(List.of(id)), hex));
        lines.add(line("graft", RpcWriter.graft(Town.TOPIC), Town.TOPIC));
        lines.add(line("prune", RpcWriter.prune(Town.TOPIC, 60L), Town.TOPIC, "60"));
        lines.add(line("unwanted", RpcWriter.unwanted(List.of(id)), hex));
        return lines;
    }

    private static String line(String kind, byte[] rpc, String... more) {
        return kind + " " + HEX.formatHex(rpc) + (more.length == 0 ? "" : " " + String.join(" ", more));
    }
}
