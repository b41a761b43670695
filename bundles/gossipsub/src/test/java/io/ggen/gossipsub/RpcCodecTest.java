package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bytes worked out by hand from the protobuf of the specification, and the bounds of the reader. */
class RpcCodecTest {
    private static final HexFormat HEX = HexFormat.of();

    private static Rpc read(String hex) {
        return RpcReader.read(HEX.parseHex(hex.replace(" ", "")), GossipLimits.DEFAULT);
    }

    private static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    private static MessageKey key(int... bytes) {
        byte[] id = new byte[bytes.length];
        for (int i = 0; i < id.length; i++) {
            id[i] = (byte) bytes[i];
        }
        return new MessageKey(id);
    }

    @Test
    void subscriptionsAreFieldOneOfTheRpc() {
        String hex = "0a05 0801 1201 61";
        assertThat(hex(RpcWriter.subscriptions(List.of("a"), true, List.of()))).isEqualTo(hex.replace(" ", ""));
        assertThat(read(hex).subscriptions()).containsExactly(new Rpc.Subscription(true, "a"));
        assertThat(hex(RpcWriter.subscriptions(List.of("a"), false, List.of()))).isEqualTo("0a0508001201" + "61");
        assertThat(read("0a03 1201 61").subscriptions()).containsExactly(new Rpc.Subscription(false, "a"));
    }

    @Test
    void aMessageHasItsFieldsInAscendingOrder() {
        Message message = new Message(
                new byte[] {1},
                new byte[] {2, 2},
                new byte[] {0, 0, 0, 0, 0, 0, 0, 3},
                "t",
                new byte[] {5},
                new byte[] {6});
        String hex = "1219 0a0101 12020202 1a080000000000000003 220174 2a0105 320106".replace(" ", "");
        hex = "12" + String.format("%02x", (hex.length() - 4) / 2) + hex.substring(4);
        assertThat(hex(RpcWriter.message(message))).isEqualTo(hex);
        Message back = read(hex).messages().get(0);
        assertThat(back.from()).containsExactly(1);
        assertThat(back.data()).containsExactly(2, 2);
        assertThat(back.seqno()).hasSize(8).endsWith(3);
        assertThat(back.topic()).isEqualTo("t");
        assertThat(back.signature()).containsExactly(5);
        assertThat(back.key()).containsExactly(6);
    }

    @Test
    void whatAMessageDoesNotSayIsMissingAndWhatIsEmptyIsEmpty() {
        Message message = read("1204 1200 2a00").messages().get(0);
        assertThat(message.from()).isNull();
        assertThat(message.data()).isEmpty();
        assertThat(message.topic()).isEmpty();
        assertThat(message.signature()).isEmpty();
        assertThat(hex(RpcWriter.message(message))).isEqualTo("120412002a00");
    }

    @Test
    void controlMessagesAreFieldThree() {
        assertThat(hex(RpcWriter.have("t", List.of(key(7, 8), key(9)))))
                .isEqualTo("1a0c0a0a0a0174" + "12020708" + "120109");
        assertThat(read("1a0c 0a0a 0a0174 12020708 120109").haves())
                .containsExactly(new Rpc.Have("t", List.of(key(7, 8), key(9))));
        assertThat(hex(RpcWriter.want(List.of(key(7))))).isEqualTo("1a0512030a0107");
        assertThat(read("1a05 1203 0a0107").wants()).containsExactly(key(7));
        assertThat(hex(RpcWriter.graft("t"))).isEqualTo("1a051a030a0174");
        assertThat(read("1a05 1a03 0a0174").grafts()).containsExactly("t");
        assertThat(hex(RpcWriter.prune("t", 60L))).isEqualTo("1a0722050a0174183c");
        assertThat(read("1a07 2205 0a0174 183c").prunes()).containsExactly(new Rpc.Prune("t", 60));
        assertThat(hex(RpcWriter.prune("t", null))).isEqualTo("1a0522030a0174");
        assertThat(read("1a05 2203 0a0174").prunes()).containsExactly(new Rpc.Prune("t", 0));
        assertThat(hex(RpcWriter.unwanted(List.of(key(7))))).isEqualTo("1a052a030a0107");
        assertThat(read("1a05 2a03 0a0107").unwanted()).containsExactly(key(7));
    }

    @Test
    void aSubscriptionAndItsGraftGoTogether() {
        assertThat(hex(RpcWriter.subscriptions(List.of("a"), true, List.of("a"))))
                .isEqualTo("0a05080112016" + "1" + "1a051a030a0161");
    }

    @Test
    void peersThatAPruneProposesAreNotRead() {
        Rpc rpc = read("1a0c 220a 0a0174 1203 0a0109 1805");
        assertThat(rpc.prunes()).containsExactly(new Rpc.Prune("t", 5));
    }

    @Test
    void unknownFieldsArePassedOver() {
        assertThat(read("0a07 0801 1201 61 4801 5a0100").subscriptions())
                .containsExactly(new Rpc.Subscription(true, "a"));
    }

    @Test
    void aBackoffOfAllBitsIsLongAndNotNegative() {
        assertThat(read("1a10 220e 0a0174 18ffffffffffffffffff01")
                        .prunes()
                        .get(0)
                        .seconds())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void moreEntriesThanAllowedAreRefused() {
        ProtoWriter rpc = new ProtoWriter();
        for (int i = 0; i <= GossipLimits.DEFAULT.entries(); i++) {
            rpc.bytes(1, new byte[] {8, 1});
        }
        refused(rpc, Reason.LIMIT);
        ProtoWriter messages = new ProtoWriter();
        ProtoWriter ids = new ProtoWriter();
        ProtoWriter grafts = new ProtoWriter();
        ProtoWriter prunes = new ProtoWriter();
        for (int i = 0; i <= GossipLimits.DEFAULT.entries(); i++) {
            messages.bytes(2, new byte[0]);
            ids.bytes(1, new byte[] {1});
            grafts.bytes(3, new byte[0]);
            prunes.bytes(4, new byte[0]);
        }
        refused(messages, Reason.LIMIT);
        refused(new ProtoWriter().message(3, new ProtoWriter().message(2, ids)), Reason.LIMIT);
        refused(new ProtoWriter().message(3, new ProtoWriter().message(5, ids)), Reason.LIMIT);
        refused(new ProtoWriter().message(3, grafts), Reason.LIMIT);
        refused(new ProtoWriter().message(3, prunes), Reason.LIMIT);
    }

    @Test
    void idsOfAllHavesTogetherAreCounted() {
        ProtoWriter control = new ProtoWriter();
        for (int i = 0; i < 6; i++) {
            ProtoWriter have = new ProtoWriter().string(1, "t");
            for (int id = 0; id < 1000; id++) {
                have.bytes(2, new byte[] {(byte) i, (byte) id});
            }
            control.message(1, have);
        }
        refused(new ProtoWriter().message(3, control), Reason.LIMIT);
    }

    @Test
    void longTopicsAndIdsAreRefused() {
        refused(new ProtoWriter().message(1, new ProtoWriter().string(2, "x".repeat(257))), Reason.MALFORMED);
        assertThat(RpcReader.read(
                                new ProtoWriter()
                                        .message(1, new ProtoWriter().string(2, "ö".repeat(256)))
                                        .toBytes(),
                                GossipLimits.DEFAULT)
                        .subscriptions())
                .hasSize(1);
        refused(
                new ProtoWriter().message(3, new ProtoWriter().message(2, new ProtoWriter().bytes(1, new byte[129]))),
                Reason.MALFORMED);
    }

    private static void refused(ProtoWriter rpc, Reason why) {
        assertThatThrownBy(() -> RpcReader.read(rpc.toBytes(), GossipLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        NetworkException.class, e -> assertThat(e.reason()).isEqualTo(why));
    }

    @Test
    void garbageIsReadOrRefusedAndNothingElse() {
        long seed = 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = RpcWriter.have("topic", List.of(key(1, 2, 3)));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
            } else {
                bytes = good.clone();
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                RpcReader.read(bytes, GossipLimits.DEFAULT);
            } catch (NetworkException e) {
                refused++;
            }
        }
        assertThat(refused).as("seed " + seed).isBetween(5_000, 19_999);
    }

    @Test
    void aTopicThatIsNotUtf8IsRefused() {
        assertThatThrownBy(() -> read("0a04 1202 c328")).isInstanceOf(NetworkException.class);
        assertThat("é".getBytes(StandardCharsets.UTF_8)).hasSize(2);
    }
}
