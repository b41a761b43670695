package io.ggen.kademlia;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.kademlia.json}; a change starts the node anew. */
@ObjectClassDefinition(name = "ggen kademlia")
public @interface KademliaConfiguration {
    /** The network. */
    @AttributeDefinition(description = "What is spoken; only peers with the very same protocol are one network")
    String protocol() default "/ggen/kad/1.0.0";

    /** Disjoint paths. */
    @AttributeDefinition(description = "Disjoint paths over which heads are put and looked up", min = "1", max = "8")
    int paths() default 8;

    /** Networks without the rule of two. */
    @AttributeDefinition(description = "Networks such as 203.0.113.0/24 with any number of peers in a bucket")
    String[] exempt() default {};

    /** Life of what others put. */
    @AttributeDefinition(description = "Hours after which what others put here is forgotten", min = "1")
    long expiryHours() default 48;

    /** Time between puts. */
    @AttributeDefinition(description = "Hours after which what this host keeps alive is put again", min = "1")
    long republishHours() default 12;

    /** Time between refreshes. */
    @AttributeDefinition(description = "Minutes between refreshes of the table", min = "1")
    long refreshMinutes() default 10;

    /** All records of others. */
    @AttributeDefinition(description = "Bytes of all records of others", min = "1")
    long valueBytes() default 64L << 20;

    /** Records of one peer. */
    @AttributeDefinition(description = "Bytes of the records that one peer put", min = "1")
    long valueBytesPerPeer() default 4L << 20;

    /** One record. */
    @AttributeDefinition(description = "Bytes of one record", min = "1", max = "65536")
    int recordBytes() default 16 << 10;

    /** Providers of a key. */
    @AttributeDefinition(description = "Providers kept of one key", min = "1")
    int providersPerKey() default 1000;

    /** All providers. */
    @AttributeDefinition(description = "Providers kept of all keys", min = "1")
    int providers() default 100_000;

    /** Keys of one provider. */
    @AttributeDefinition(description = "Keys of which one peer may be a provider", min = "1")
    int providersPerPeer() default 10_000;

    /** Lookups. */
    @AttributeDefinition(description = "Lookups under way", min = "1")
    int lookups() default 256;

    /** Requests of a lookup. */
    @AttributeDefinition(description = "Requests of one lookup", min = "20")
    int queries() default 300;

    /** What this host keeps alive. */
    @AttributeDefinition(description = "Records and contents that this host keeps alive", min = "1")
    int kept() default 100_000;

    /** Requests of a peer. */
    @AttributeDefinition(description = "Requests of one peer answered in a second", min = "1")
    int requestsPerSecond() default 200;

    /** Connections of lookups. */
    @AttributeDefinition(description = "Connections of lookups that are kept", min = "20")
    int dialled() default 256;
}
