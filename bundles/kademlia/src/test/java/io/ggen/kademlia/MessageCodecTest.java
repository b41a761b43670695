package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final PeerId PEER = Sim.idOf("peer");
    private static final Multiaddr ADDRESS = Multiaddr.parse("/ip4/1.2.3.4/tcp/5");

    private static byte[] peer(byte[] id, byte[]... addresses) {
        ProtoWriter out = new ProtoWriter().bytes(1, id);
        for (byte[] address : addresses) {
            out.bytes(2, address);
        }
        return out.toBytes();
    }

    @Test
    void theMessagesOfTheSpecificationAreTheseBytes() {
        String id = HEX.formatHex(PEER.bytes());
        assertThat(HEX.formatHex(MessageCodec.encode(Message.request(Kind.FIND_NODE, PEER.bytes()))))
                .isEqualTo("08041222" + id);
        assertThat(HEX.formatHex(MessageCodec.encode(Message.request(Kind.GET_VALUE, Numbered.key("a")))))
                .isEqualTo("080112042f6e2f61");
        assertThat(HEX.formatHex(MessageCodec.encode(Message.put(Numbered.key("a"), new byte[] {7}))))
                .isEqualTo("12042f6e2f61" + "1a09" + "0a042f6e2f61" + "120107");
        Message provider = new Message(
                Kind.ADD_PROVIDER, new byte[] {1}, null, List.of(), List.of(new PeerAddresses(PEER, List.of(ADDRESS))));
        assertThat(HEX.formatHex(MessageCodec.encode(provider)))
                .isEqualTo("0802" + "120101" + "4a2e" + "0a22" + id + "1208" + "0401020304060005");
    }

    @Test
    void whatIsWrittenIsRead() {
        Message message = new Message(
                Kind.GET_VALUE,
                Numbered.key("a"),
                new ValueRecord(Numbered.key("a"), Numbered.value(1), "2026-11-22T00:00:00.000000000Z"),
                List.of(new PeerAddresses(PEER, List.of(ADDRESS, ADDRESS))),
                List.of(new PeerAddresses(PEER, List.of())));
        byte[] bytes = MessageCodec.encode(message);
        Message read = MessageCodec.decode(bytes);
        assertThat(read).usingRecursiveComparison().isEqualTo(message);
        assertThat(MessageCodec.encode(read)).isEqualTo(bytes);
    }

    @Test
    void aMessageWithoutAKindIsAPut() {
        assertThat(MessageCodec.decode(new byte[0]).kind()).isEqualTo(Kind.PUT_VALUE);
    }

    @Test
    void fieldsThatAreNotKnownAreSkippedAndConnectionTypesToo() {
        byte[] bytes = new ProtoWriter()
                .varint(1, 4)
                .bytes(2, new byte[] {9})
                .message(8, new ProtoWriter().bytes(1, PEER.bytes()).varint(3, 3))
                .varint(10, 17)
                .bytes(99, new byte[5])
                .toBytes();
        assertThat(MessageCodec.decode(bytes).closer()).containsExactly(new PeerAddresses(PEER, List.of()));
    }

    @Test
    void idsAndAddressesThatCannotBeReadAreLeftOutAlone() {
        byte[] bytes = new ProtoWriter()
                .varint(1, 4)
                .bytes(8, peer(new byte[] {1, 2, 3}, ADDRESS.bytes()))
                .bytes(8, peer(PEER.bytes(), new byte[] {9, 9, 9}, ADDRESS.bytes(), new byte[2000]))
                .bytes(8, new ProtoWriter().bytes(2, ADDRESS.bytes()).toBytes())
                .toBytes();
        assertThat(MessageCodec.decode(bytes).closer()).containsExactly(new PeerAddresses(PEER, List.of(ADDRESS)));
    }

    @Test
    void thePeerAtTheEndOfAnAddressIsTakenOff() {
        byte[] bytes = new ProtoWriter()
                .bytes(8, peer(PEER.bytes(), ADDRESS.withPeer(PEER).bytes()))
                .toBytes();
        assertThat(MessageCodec.decode(bytes).closer().get(0).addresses()).containsExactly(ADDRESS);
    }

    @Test
    void listsAreCutAtTwentyPeersAndEightAddresses() {
        byte[][] addresses = new byte[100][];
        java.util.Arrays.fill(addresses, ADDRESS.bytes());
        ProtoWriter out = new ProtoWriter();
        for (int i = 0; i < 100; i++) {
            out.bytes(8, peer(PEER.bytes(), addresses));
        }
        for (int i = 0; i < 100; i++) {
            out.bytes(9, peer(PEER.bytes(), addresses));
        }
        Message read = MessageCodec.decode(out.toBytes());
        assertThat(read.closer())
                .hasSize(20)
                .allSatisfy(peer -> assertThat(peer.addresses()).hasSize(8));
        assertThat(read.providers()).hasSize(20);
    }

    @Test
    void aKeyOverAKibibyteAndAnUnknownKindAreMalformed() {
        assertMalformed(new ProtoWriter().bytes(2, new byte[1025]).toBytes());
        assertMalformed(new ProtoWriter().varint(1, 6).toBytes());
        assertMalformed(new ProtoWriter().varint(1, -1).toBytes());
        assertMalformed(new ProtoWriter().varint(2, 1).toBytes());
    }

    private static void assertMalformed(byte[] bytes) {
        assertThatThrownBy(() -> MessageCodec.decode(bytes))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.MALFORMED));
    }

    @Test
    void brokenMessagesAreMalformedAndNothingElse() {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        Message whole = new Message(
                Kind.GET_PROVIDERS,
                new byte[34],
                new ValueRecord(new byte[3], new byte[9], "t"),
                List.of(new PeerAddresses(PEER, List.of(ADDRESS))),
                List.of(new PeerAddresses(PEER, List.of(ADDRESS))));
        byte[] good = MessageCodec.encode(whole);
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                Message read = MessageCodec.decode(bad);
                assertThat(MessageCodec.encode(read).length).isLessThanOrEqualTo(bad.length + 8);
            } catch (NetworkException e) {
                assertThat(e.reason())
                        .as("seed %d, %s", seed, HEX.formatHex(bad))
                        .isEqualTo(NetworkException.Reason.MALFORMED);
                malformed++;
            }
        }
        assertThat(malformed).isBetween(5_000, 19_999);
    }

    @Test
    void timesHaveNineDigitsEvenIfTheyAreZero() {
        assertThat(WireTime.write(java.time.Instant.parse("2026-01-01T00:00:00Z")))
                .isEqualTo("2026-01-01T00:00:00.000000000Z");
        assertThat(WireTime.write(java.time.Instant.parse("2026-11-22T21:04:05.000012Z")))
                .isEqualTo("2026-11-22T21:04:05.000012000Z");
    }
}
