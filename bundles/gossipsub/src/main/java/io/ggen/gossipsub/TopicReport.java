package io.ggen.gossipsub;

/**
 * A topic that this host is in.
 *
 * @param topic its name
 * @param mesh how many peers are in this host's mesh of it
 * @param subscribed how many of its peers are in the topic
 */
public record TopicReport(String topic, int mesh, int subscribed) {}
