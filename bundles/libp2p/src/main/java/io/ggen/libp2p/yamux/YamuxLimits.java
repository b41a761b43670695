package io.ggen.libp2p.yamux;

/**
 * What one Yamux connection may cost.
 *
 * @param inboundStreams streams the peer may have open at a time
 * @param outboundStreams streams we may have open at a time
 * @param refusals streams refused before the connection is ended as a flood
 * @param window the most a stream's receive window grows to, in bytes; at least 256 KiB
 * @param windowGrowth the most by which all windows of the connection together grow beyond 256 KiB each
 * @param unsentAnswers frames in answer to the peer's that may wait while it does not read
 */
public record YamuxLimits(
        int inboundStreams, int outboundStreams, int refusals, int window, long windowGrowth, int unsentAnswers) {}
