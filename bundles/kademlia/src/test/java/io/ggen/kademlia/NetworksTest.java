package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.Multiaddr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    private final Networks networks = new Networks(List.of("203.0.113.0/24", "2001:db8::/32"));

    private long group(String ip) {
        return networks.group(Multiaddr.parse((ip.contains(":") ? "/ip6/" : "/ip4/") + ip + "/tcp/1"));
    }

    @ParameterizedTest
    @CsvSource({
        "20.1.2.3, 20.1.2.200, true",
        "20.1.2.3, 20.1.3.3, false",
        "20.1.2.3, ::ffff:20.1.2.9, true",
        "2a00:1:2::1, 2a00:1:2:ffff::1, true",
        "2a00:1:2::1, 2a00:1:3::1, false",
        "255.255.255.1, 255.255.254.1, false"
    })
    void peersOfOneSlash24OrSlash48AreOfOneNetwork(String one, String other, boolean same) {
        assertThat(group(one) == group(other)).isEqualTo(same);
        assertThat(group(one)).isNotEqualTo(Networks.EXEMPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.1.1",
                "100.64.0.1", "::1", "fd12::1", "fe80::1", "::ffff:10.0.0.1", "203.0.113.77", "2001:db8:1::1"
            })
    void loopbackPrivateAndConfiguredOnesAreExempt(String ip) {
        assertThat(group(ip)).isEqualTo(Networks.EXEMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"172.32.0.1", "172.15.0.1", "100.128.0.1", "203.0.114.1", "11.0.0.1", "2001:db9::1"})
    void theirNeighboursAreNot(String ip) {
        assertThat(group(ip)).isNotEqualTo(Networks.EXEMPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "example.org/8", "a.b/8", "10.0.0.0/x", "/8"})
    void whatIsNoNetworkIsRefusedWithoutAskingAnyNameServer(String text) {
        assertThatThrownBy(() -> new Networks(List.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onTheInternetAPeerCanClaimItsOwnIpAloneAndInALanWhatItLikes() {
        Multiaddr own = Multiaddr.parse("/ip4/20.1.1.1/tcp/1");
        Multiaddr other = Multiaddr.parse("/ip4/20.1.1.2/tcp/1");
        Multiaddr name = Multiaddr.parse("/dns4/example.org/tcp/1");
        Multiaddr mapped = Multiaddr.parse("/ip6/::ffff:20.1.1.1/tcp/7");
        assertThat(Networks.claimed(own, List.of(other, own, name, mapped), 8)).containsExactly(own, mapped);
        Multiaddr lan = Multiaddr.parse("/ip4/192.168.1.1/tcp/1");
        assertThat(Networks.claimed(lan, List.of(other, name), 8)).containsExactly(other, name);
    }
}
