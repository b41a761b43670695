package io.ggen.libp2p;

import io.ggen.libp2p.yamux.YamuxLimits;
import java.time.Duration;

/**
 * What peers may cost a host. The README of this bundle says what each is for.
 *
 * @param connections connections at a time
 * @param connectionsPerPeer connections with one peer at a time
 * @param handshakes inbound connections that are not secured yet, at a time
 * @param handshakesPerAddress the same, from one IP address
 * @param handshakeTime from the accepted or made TCP connection to the muxer
 * @param dials peers being dialled at a time
 * @param addresses addresses tried for one dial
 * @param nextAddressAfter how long one address has before the next is tried as well
 * @param negotiationTime for agreeing on a stream's protocol
 * @param closeTime for the peer to end its direction of a stream that was closed here
 * @param keepAlive between signs of life; a connection without any for twice as long is closed
 * @param idle how long a connection lives without a stream
 * @param idleDuplicate the same, for the younger of two connections with one peer
 * @param buffered bytes of all connections that wait to be read
 * @param bufferedPerConnection the same, of one connection
 * @param unsent bytes of one connection that wait to be sent; twice that is the most
 * @param yamux what one connection's muxer may cost
 */
public record Limits(
        int connections,
        int connectionsPerPeer,
        int handshakes,
        int handshakesPerAddress,
        Duration handshakeTime,
        int dials,
        int addresses,
        Duration nextAddressAfter,
        Duration negotiationTime,
        Duration closeTime,
        Duration keepAlive,
        Duration idle,
        Duration idleDuplicate,
        long buffered,
        long bufferedPerConnection,
        int unsent,
        YamuxLimits yamux) {
    /** The bounds in {@code settings}. */
    public static Limits of(TransportSettings settings) {
        return new Limits(
                settings.connections(),
                settings.connectionsPerPeer(),
                settings.handshakes(),
                settings.handshakesPerAddress(),
                Duration.ofMillis(settings.handshakeMillis()),
                settings.dials(),
                settings.addresses(),
                Duration.ofMillis(settings.nextAddressMillis()),
                Duration.ofMillis(settings.negotiationMillis()),
                Duration.ofMillis(settings.closeMillis()),
                Duration.ofSeconds(settings.keepAliveSeconds()),
                Duration.ofSeconds(settings.idleSeconds()),
                Duration.ofSeconds(settings.idleDuplicateSeconds()),
                settings.buffered(),
                settings.bufferedPerConnection(),
                settings.unsent(),
                new YamuxLimits(
                        settings.inboundStreams(),
                        settings.outboundStreams(),
                        settings.refusals(),
                        settings.window(),
                        settings.windowGrowth(),
                        settings.unsentAnswers()));
    }
}
