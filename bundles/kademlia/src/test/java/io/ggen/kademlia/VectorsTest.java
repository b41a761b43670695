package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Messages as bytes, each with what is in it: {@code NAME TAB BYTES TAB SUMMARY}. Those of Java are read by js-libp2p
 * ({@link NodeTest}), those of js-libp2p here. After a change on purpose: {@code mvn test -Dggen.vectors=write}.
 */
class VectorsTest {
    static final Path FOLDER = Path.of("src/test/resources/vectors");
    private static final HexFormat HEX = HexFormat.of();

    private static Map<String, Message> messages() {
        PeerAddresses one = new PeerAddresses(
                Sim.idOf("one"),
                List.of(
                        Multiaddr.parse("/ip4/127.0.0.1/tcp/4001"),
                        Multiaddr.parse("/ip6/2001:db8::1/tcp/4001"),
                        Multiaddr.parse("/dns4/example.org/tcp/443/wss")));
        PeerAddresses two = new PeerAddresses(
                io.ggen.p2p.api.PeerId.of(TestSigner.of(1).publicKey()),
                List.of(Multiaddr.parse("/ip4/1.2.3.4/udp/4001/quic-v1")));
        PeerAddresses bare = new PeerAddresses(Sim.idOf("bare"), List.of());
        byte[] key = "/ggen/publisher/name".getBytes(StandardCharsets.UTF_8);
        byte[] content = Sim.idOf("content").bytes();
        ValueRecord held = new ValueRecord(
                key, "value".getBytes(StandardCharsets.UTF_8), WireTime.write(Instant.parse("2026-11-22T10:00:00Z")));
        Map<String, Message> all = new LinkedHashMap<>();
        all.put("find node", Message.request(Kind.FIND_NODE, two.peer().bytes()));
        all.put("find node, answered", new Message(Kind.FIND_NODE, content, null, List.of(one, two, bare), List.of()));
        all.put("get value", Message.request(Kind.GET_VALUE, key));
        all.put("get value, answered", new Message(Kind.GET_VALUE, key, held, List.of(one), List.of()));
        all.put("put value", Message.put(key, held.value()));
        all.put("put value, answered", new Message(Kind.PUT_VALUE, key, held, List.of(), List.of()));
        all.put("get providers", Message.request(Kind.GET_PROVIDERS, content));
        all.put(
                "get providers, answered",
                new Message(Kind.GET_PROVIDERS, content, null, List.of(two), List.of(one, two)));
        all.put("add provider", new Message(Kind.ADD_PROVIDER, content, null, List.of(), List.of(two)));
        all.put("large value", Message.put(key, new byte[16 << 10]));
        return all;
    }

    @Test
    void theBytesOfMessagesAreTheseToday() throws Exception {
        StringBuilder lines = new StringBuilder();
        messages()
                .forEach((name, message) -> lines.append(name)
                        .append('\t')
                        .append(HEX.formatHex(MessageCodec.encode(message)))
                        .append('\t')
                        .append(Summary.of(message))
                        .append('\n'));
        Path file = FOLDER.resolve("java-messages.tsv");
        if ("write".equals(System.getProperty("ggen.vectors"))) {
            Files.writeString(file, lines);
        }
        assertThat(lines).hasToString(Files.readString(file));
    }

    @Test
    void whatJsLibp2pWritesIsRead() throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve("js-messages.tsv"));
        assertThat(lines).hasSizeGreaterThan(10);
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            Message message = MessageCodec.decode(HEX.parseHex(parts[1]));
            assertThat(Summary.of(message)).as(parts[0]).isEqualTo(parts[2]);
        }
    }
}
