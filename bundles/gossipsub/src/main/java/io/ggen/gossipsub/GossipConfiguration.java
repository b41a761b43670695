package io.ggen.gossipsub;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.gossipsub.json}; a change starts gossip anew. Limits are {@link GossipLimits} one by one. */
@ObjectClassDefinition(name = "ggen gossipsub")
public @interface GossipConfiguration {
    /** Networks where peers are not counted. */
    @AttributeDefinition(description = "Networks such as 203.0.113.0/24 with any number of peers at one address")
    String[] exempt() default {};

    /** Peers. */
    @AttributeDefinition(description = "With how many peers it gossips", min = "1")
    int peers() default 1000;

    /** Topics of a peer. */
    @AttributeDefinition(
            description = "How many topics of a peer are remembered, besides those this host is in itself",
            min = "1")
    int topicsPerPeer() default 128;

    /** Length of a topic. */
    @AttributeDefinition(description = "Characters of a topic's name", min = "1")
    int topicLength() default 256;

    /** One RPC. */
    @AttributeDefinition(description = "Bytes of one RPC", min = "1")
    int rpc() default 1 << 20;

    /** Entries of an RPC. */
    @AttributeDefinition(
            description = "How many subscriptions, messages or ids of one kind one RPC may have",
            min = "1")
    int entries() default 5000;

    /** One message. */
    @AttributeDefinition(description = "Bytes of one message", min = "1")
    int data() default 16 << 10;

    /** RPCs of a peer. */
    @AttributeDefinition(description = "How many RPCs of one peer are read in a second", min = "1")
    int rpcsPerSecond() default 1000;

    /** Bytes of a peer. */
    @AttributeDefinition(description = "How many bytes of one peer are read in a second", min = "1")
    int bytesPerSecond() default 4 << 20;

    /** Checks for a peer. */
    @AttributeDefinition(description = "How many new messages of one peer are checked in a second", min = "1")
    int checksPerSecond() default 400;

    /** Messages without a verdict. */
    @AttributeDefinition(description = "How many messages wait for a verdict", min = "1")
    int validating() default 1000;

    /** The same of one peer. */
    @AttributeDefinition(description = "How many of one peer", min = "1")
    int validatingPerPeer() default 100;

    /** Messages remembered. */
    @AttributeDefinition(description = "How many messages are remembered", min = "1")
    int seen() default 100_000;

    /** Messages kept. */
    @AttributeDefinition(description = "How many messages are kept for those who ask", min = "1")
    int cached() default 5000;

    /** Bytes of them. */
    @AttributeDefinition(description = "How many bytes of them", min = "1")
    int cachedBytes() default 16 << 20;

    /** IHAVE of a peer. */
    @AttributeDefinition(description = "How many IHAVE of one peer are heard in a second", min = "1")
    int ihaves() default 10;

    /** Ids in them. */
    @AttributeDefinition(description = "How many ids of them", min = "1")
    int ihaveIds() default 5000;

    /** Messages asked for. */
    @AttributeDefinition(description = "How many messages are asked of one peer in a second", min = "1")
    int wanted() default 200;

    /** Promises. */
    @AttributeDefinition(description = "How many asked-for messages are watched over", min = "1")
    int promises() default 10_000;

    /** Messages given again. */
    @AttributeDefinition(description = "How often one peer gets one message it asks for", min = "1")
    int retransmissions() default 3;

    /** Bytes given. */
    @AttributeDefinition(description = "How many bytes of such messages it gets in a second", min = "1")
    int servedBytes() default 2 << 20;

    /** IDONTWANT of a peer. */
    @AttributeDefinition(description = "How many ids of IDONTWANT of one peer are heard in a second", min = "1")
    int unwanted() default 512;

    /** Repeats. */
    @AttributeDefinition(description = "How many messages a peer may send again in a second", min = "1")
    int repeats() default 50;

    /** Bytes that wait for a peer. */
    @AttributeDefinition(description = "How many bytes wait for one peer to read", min = "1")
    int queuedBytes() default 2 << 20;

    /** Backoffs of a topic. */
    @AttributeDefinition(description = "How many peers that were pruned are remembered for one topic", min = "1")
    int backoffs() default 4000;

    /** Scores of those gone. */
    @AttributeDefinition(description = "How many scores of peers that have gone are remembered", min = "1")
    int retained() default 4000;
}
