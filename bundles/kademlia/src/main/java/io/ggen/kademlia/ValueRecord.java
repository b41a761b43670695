package io.ggen.kademlia;

/**
 * A value as it travels.
 *
 * @param key what it stands under
 * @param value the value itself
 * @param received when the sender got it, as text; empty if that is not said
 */
record ValueRecord(byte[] key, byte[] value, String received) {}
