package io.ggen.libp2p;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.libp2p.json}: {@link Limits} one by one. */
@ObjectClassDefinition(name = "ggen libp2p")
public @interface TransportSettings {
    /** Connections at a time. */
    @AttributeDefinition(description = "Connections at a time", min = "1")
    int connections() default 2048;

    /** Connections with one peer. */
    @AttributeDefinition(description = "Connections with one peer at a time", min = "1")
    int connectionsPerPeer() default 8;

    /** Inbound connections not secured yet. */
    @AttributeDefinition(description = "Inbound connections that are not secured yet, at a time", min = "1")
    int handshakes() default 256;

    /** The same from one IP address. */
    @AttributeDefinition(description = "The same, from one IP address", min = "1")
    int handshakesPerAddress() default 64;

    /** Time for a handshake. */
    @AttributeDefinition(description = "Milliseconds from TCP connection to muxer", min = "1")
    long handshakeMillis() default 10_000;

    /** Peers being dialled. */
    @AttributeDefinition(description = "Peers being dialled at a time", min = "1")
    int dials() default 128;

    /** Addresses tried for one dial. */
    @AttributeDefinition(description = "Addresses tried for one dial", min = "1")
    int addresses() default 16;

    /** How long an address has before the next is tried too. */
    @AttributeDefinition(description = "Milliseconds one address has before the next is tried as well", min = "1")
    long nextAddressMillis() default 250;

    /** Time to agree on a stream's protocol. */
    @AttributeDefinition(description = "Milliseconds for agreeing on a stream's protocol", min = "1")
    long negotiationMillis() default 10_000;

    /** Time for the peer to end a closed stream. */
    @AttributeDefinition(description = "Milliseconds for the peer to end a stream that was closed here", min = "1")
    long closeMillis() default 10_000;

    /** Time between signs of life. */
    @AttributeDefinition(
            description = "Seconds between signs of life; after twice that a connection is dead",
            min = "1")
    long keepAliveSeconds() default 30;

    /** Life of a connection without streams. */
    @AttributeDefinition(description = "Seconds a connection lives without a stream", min = "1")
    long idleSeconds() default 600;

    /** The same for a second connection with a peer. */
    @AttributeDefinition(description = "The same, for a second connection with a peer", min = "1")
    long idleDuplicateSeconds() default 60;

    /** Unread bytes of the host. */
    @AttributeDefinition(description = "Bytes of all connections that wait to be read", min = "1")
    long buffered() default 128L << 20;

    /** Unread bytes of a connection. */
    @AttributeDefinition(description = "Bytes of one connection that wait to be read", min = "1")
    long bufferedPerConnection() default 16L << 20;

    /** Unsent bytes of a connection. */
    @AttributeDefinition(
            description = "Bytes of one connection that wait to be sent; twice that is the most",
            min = "1")
    int unsent() default 256 << 10;

    /** Streams a peer may have open. */
    @AttributeDefinition(description = "Streams the peer of a connection may have open at a time", min = "1")
    int inboundStreams() default 1024;

    /** Streams this host may have open. */
    @AttributeDefinition(description = "Streams this host may have open at a time in a connection", min = "1")
    int outboundStreams() default 1024;

    /** Refused streams before a connection is ended. */
    @AttributeDefinition(description = "Streams refused before a connection is ended", min = "1")
    int refusals() default 1000;

    /** Largest receive window. */
    @AttributeDefinition(description = "Bytes a stream's receive window grows to, at least 262144", min = "262144")
    int window() default 4 << 20;

    /** Growth of all windows of a connection. */
    @AttributeDefinition(description = "Bytes by which all windows of a connection together grow", min = "0")
    long windowGrowth() default 8L << 20;

    /** Answers that wait. */
    @AttributeDefinition(description = "Frames in answer to a peer that may wait while it does not read", min = "1")
    int unsentAnswers() default 4096;
}
