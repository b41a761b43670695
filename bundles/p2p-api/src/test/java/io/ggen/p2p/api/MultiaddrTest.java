package io.ggen.p2p.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.p2p.api.Multiaddr.Part;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiaddrTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String QM = "QmcgpsyWgH8Y8ajJz1Cu72KnS5uo2Aa2LpzU7kinSupNKC";
    private static final String QM_HEX = "a503221220d52ebb89d85b02a284948203a62ff28389c57c9f42beec4ec20db76a68911c0b";
    private static final PeerId PEER = PeerId.parse("12D3KooWD3eckifWpRn9wQpMG9R9hX3sD158z7EqHWmweQAJU5SA");

    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/udp/1234,                        047f000001910204d2",
        "/ip4/127.0.0.1/tcp/4321,                        047f0000010610e1",
        "/ip4/127.0.0.1/udp/1234/ip4/127.0.0.1/tcp/4321, 047f000001910204d2047f0000010610e1",
        "/ip4/127.0.0.1/tcp/12345,                       047f000001063039",
        "/p2p-circuit,                                   a202",
        "/ip6/::1/tcp/80,                                29000000000000000000000000000000010600" + "50",
        "/ip6/2601:9:4f81:9700:803e:ca65:66e8:c21,       29260100094f819700803eca6566e80c21",
        "/p2p/" + QM + ",                                " + QM_HEX,
        "/p2p/" + QM + "/tcp/1234,                       " + QM_HEX + "0604d2",
        "/dns4/ipfs.io/tcp/443/wss,                      3607697066732e696f0601bbde03",
        "/dns6/a.b/tcp/1/tls/ws,                         3703612e62060001c003dd03",
        "/dns/x,                                         350178",
        "/ip4/1.2.3.4/udp/9/quic-v1,                     04010203049102" + "0009cd03",
        "/ip4/1.2.3.4/tcp/9/noise,                       0401020304060009c603",
        "/unix/stdio,                                    9003062f737464696f",
        "/tcp/0,                                         060000",
        "/tcp/65535,                                     06ffff"
    })
    void textAndBytesAreTheSameAddress(String text, String hex) {
        Multiaddr address = Multiaddr.parse(text);
        assertThat(HEX.formatHex(address.bytes())).isEqualTo(hex);
        assertThat(Multiaddr.fromBytes(HEX.parseHex(hex))).isEqualTo(address).hasSameHashCodeAs(address);
        assertThat(address).hasToString(text);
    }

    /** Of the tests of go-multiaddr, as far as the parts are known here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip4/1.2.3.4",
                "/ip4/0.0.0.0",
                "/ip6/::1",
                "/ip6/2601:9:4f81:9700:803e:ca65:66e8:c21/udp/1234/quic-v1",
                "/udp/65535",
                "/p2p/" + QM + "/tcp/1234",
                "/ip4/127.0.0.1/udp/0",
                "/ip4/127.0.0.1/p2p/" + QM + "/tcp/1234/unix/stdio",
                "/unix/a/b/c/d/e",
                "/ip4/1.2.3.4/tcp/80/unix/a/b/c/d/e/f",
                "/ip4/127.0.0.1/tcp/127/ws",
                "/ip4/127.0.0.1/tcp/127/tls/ws",
                "/ip4/127.0.0.1/tcp/127/wss",
                "/ip4/127.0.0.1/tcp/127/noise",
                "/ip4/1.2.3.4/tcp/1/p2p/" + QM + "/p2p-circuit/p2p/" + QM
            })
    void goodAddressesComeBackAsTheyAre(String text) {
        assertThat(Multiaddr.parse(text)).hasToString(text);
        assertThat(Multiaddr.fromBytes(Multiaddr.parse(text).bytes())).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "ip4/1.2.3.4",
                "/ip4",
                "/ip4/",
                "/ip4/::1",
                "/ip4/fdpsofodsajfdoisa",
                "/ip4/1.2.3",
                "/ip4/1.2.3.4.5",
                "/ip4/1.2.3.256",
                "/ip4/1.2.3.04",
                "/ip4/1.2.3.+4",
                "/ip4/1.2.3.\u0664",
                "/ip4/localhost",
                "/ip6",
                "/ip6/1",
                "/ip6/:",
                "/ip6/:::",
                "/ip6/1::2::3",
                "/ip6/1:2:3:4:5:6:7",
                "/ip6/1:2:3:4:5:6:7:8:9",
                "/ip6/1:2:3:4:5:6:7:8::",
                "/ip6/1:2:3:4:5:6:7:",
                "/ip6/:1:2:3:4:5:6:7",
                "/ip6/12345::",
                "/ip6/g::",
                "/ip6/fe80::1%eth0",
                "/ip6/::1.2.3",
                "/ip6/1:2:3:4:5:6:7:1.2.3.4",
                "/ip6zone/x/ip6/fe80::1",
                "/udp",
                "/tcp",
                "/tcp/65536",
                "/tcp/-1",
                "/tcp/+1",
                "/tcp/01",
                "/tcp/1 ",
                "/tcp/99999999999",
                "/quic-v1/65536",
                "/ip4/127.0.0.1/udp/jfodsajfidosajfoidsa",
                "/ip4/127.0.0.1/tcp",
                "/ip4/127.0.0.1/p2p",
                "/ip4/127.0.0.1/p2p/tcp",
                "/p2p/QmxoHT6iViN5xAjoz1VZ553cL31U9F94ht3QvWR1FrEbZY",
                "/unix",
                "/unix/",
                "/dns4/",
                "/dns4/a b",
                "/dns4/.a",
                "/dns4/\u0430.example",
                "/ip4/127.0.0.1/tcp/1234/",
                "/ip4/127.0.0.1//tcp/1234",
                "/IP4/127.0.0.1",
                "/http",
                "/ip4/1.2.3.4/tcp/1/ws/x"
            })
    void textThatIsNoAddressIsRefusedInOneSentence(String text) {
        assertThatThrownBy(() -> Multiaddr.parse(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not an address")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/ip6/0:0:0:0:0:0:0:0,        /ip6/::",
        "/ip6/0:0:0:0:0:0:0:1,        /ip6/::1",
        "/ip6/1:0:0:0:0:0:0:0,        /ip6/1::",
        "/ip6/2001:DB8::1,            /ip6/2001:db8::1",
        "/ip6/2001:0db8:0:0:1:0:0:1,  /ip6/2001:db8::1:0:0:1",
        "/ip6/2001:db8:0:1:1:1:1:1,   /ip6/2001:db8:0:1:1:1:1:1",
        "/ip6/1:0:0:2:0:0:0:3,        /ip6/1:0:0:2::3",
        "/ip6/1:2:3:4:5:6:7::,        /ip6/1:2:3:4:5:6:7:0",
        "/ip6/::ffff:192.0.2.1,       /ip6/::ffff:192.0.2.1",
        "/ip6/64:ff9b::192.0.2.33,    /ip6/64:ff9b::c000:221",
        "/p2p/bafzbeigvf25ytwc3akrijfecaotc74udrhcxzh2cx3we5qqnw5vgrei4bm, /p2p/" + QM
    })
    void otherSpellingsAreWrittenInTheOneWay(String text, String canonical) {
        assertThat(Multiaddr.parse(text)).hasToString(canonical).isEqualTo(Multiaddr.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "047f0000",
                "06",
                "0601",
                "a5",
                "a503",
                "a50300",
                "a503221220d52ebb89",
                "8400" + "7f000001",
                "05",
                "ffffffffffffffffffff01",
                "36ff01" + "61",
                "3600",
                "3601" + "2f",
                "3601" + "0a",
                "9003022f61" + "060001",
                "900301" + "2f",
                "900302" + "6161"
            })
    void bytesThatAreNoAddressAreRefused(String hex) {
        assertThatThrownBy(() -> Multiaddr.fromBytes(HEX.parseHex(hex)))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        e -> assertThat(e.reason()).isEqualTo(NetworkException.Reason.MALFORMED));
    }

    @Test
    void addressesAreBounded() {
        String sixteen = "/ws".repeat(Multiaddr.MOST_PARTS);
        assertThat(Multiaddr.fromBytes(Multiaddr.parse(sixteen).bytes())).hasToString(sixteen);
        assertThatThrownBy(() -> Multiaddr.parse(sixteen + "/ws")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Multiaddr.fromBytes(HEX.parseHex("dd03".repeat(17))))
                .isInstanceOf(NetworkException.class);
        String names = ("/dns/" + "a".repeat(253)).repeat(5);
        assertThatThrownBy(() -> Multiaddr.parse(names)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Multiaddr.parse("/dns/" + "a".repeat(254))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Multiaddr.parse("/unix/" + "a".repeat(255))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Multiaddr.fromBytes(new byte[2_000_000])).isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> Multiaddr.parse("/ip4/1.2.3.4".repeat(1_000_000)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void partsCanBeAskedFor() {
        Multiaddr address = Multiaddr.parse("/ip4/1.2.3.4/tcp/4001/ws").withPeer(PEER);
        assertThat(address.parts())
                .containsExactly(
                        new Part(AddressProtocol.IP4, "1.2.3.4"),
                        new Part(AddressProtocol.TCP, "4001"),
                        new Part(AddressProtocol.WS, ""),
                        new Part(AddressProtocol.P2P, PEER.toString()));
        assertThat(address.value(AddressProtocol.TCP)).hasValue("4001");
        assertThat(address.value(AddressProtocol.UDP)).isEmpty();
        assertThat(address.has(AddressProtocol.WS)).isTrue();
        assertThat(address.has(AddressProtocol.WSS)).isFalse();
        assertThat(address.ip()).hasValue(new byte[] {1, 2, 3, 4});
        assertThat(Multiaddr.parse("/dns/a/tcp/1").ip()).isEmpty();
    }

    @Test
    void aPeerIsPutAtTheEndAndTakenAwayAgain() {
        Multiaddr plain = Multiaddr.parse("/ip4/1.2.3.4/tcp/4001");
        Multiaddr whole = plain.withPeer(PEER);
        assertThat(whole).hasToString("/ip4/1.2.3.4/tcp/4001/p2p/" + PEER);
        assertThat(whole.peer()).hasValue(PEER);
        assertThat(plain.peer()).isEmpty();
        assertThat(whole.withoutPeer()).isEqualTo(plain);
        assertThat(plain.withoutPeer()).isEqualTo(plain);
        assertThat(whole.withPeer(PeerId.parse(QM))).hasToString("/ip4/1.2.3.4/tcp/4001/p2p/" + QM);
        Multiaddr relayed = Multiaddr.parse("/ip4/1.2.3.4/tcp/1/p2p/" + QM + "/p2p-circuit");
        assertThat(relayed.peer()).as("the relay is not whom one finds there").isEmpty();
        assertThat(relayed.withPeer(PEER).withoutPeer()).isEqualTo(relayed);
        assertThat(Multiaddr.parse("/p2p/" + QM).withoutPeer()).hasToString("/p2p/" + QM);
    }

    @Test
    void anAddressOfASocketIsMadeFromIt() throws Exception {
        assertThat(Multiaddr.tcp(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 65_535))
                .hasToString("/ip4/127.0.0.1/tcp/65535");
        assertThat(Multiaddr.tcp(InetAddress.getByName("::1"), 80)).hasToString("/ip6/::1/tcp/80");
    }

    @Test
    void whateverBytesComeOnlyAnAddressOrARefusalResults() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        byte[] good = Multiaddr.parse("/ip4/1.2.3.4/tcp/4001/p2p/" + QM + "/p2p-circuit/dns/ab.c/ws")
                .bytes();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            try {
                Multiaddr address = Multiaddr.fromBytes(bytes);
                assertThat(address.bytes()).as("seed " + seed).isEqualTo(bytes);
                assertThat(Multiaddr.parse(address.toString()))
                        .as("seed " + seed)
                        .isEqualTo(address);
                read++;
            } catch (NetworkException e) {
                assertThat(e.reason()).as("seed " + seed).isEqualTo(NetworkException.Reason.MALFORMED);
            }
        }
        assertThat(read).isPositive();
    }
}
