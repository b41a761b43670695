package io.ggen.p2p.api.records;

/**
 * What a peer sent when it was asked for records.
 *
 * @param records how many came that were asked for, known ones included
 * @param news how many of them this host had not had and has now
 * @param bytes of all envelopes together
 * @param complete whether the peer sent all it has to say; false where a bound or the time cut it off
 */
public record Received(int records, int news, long bytes, boolean complete) {}
