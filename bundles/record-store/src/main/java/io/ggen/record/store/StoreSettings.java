package io.ggen.record.store;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.record.store.json}. */
@ObjectClassDefinition(name = "ggen record catalogue")
public @interface StoreSettings {
    /** How many records, at most. */
    @AttributeDefinition(description = "Records kept at most", min = "100")
    int records() default 1_000_000;

    /** How much room, at most. */
    @AttributeDefinition(description = "MiB of records kept at most", min = "1")
    int megabytes() default 2048;

    /** The part of both for publishers who are not favoured. */
    @AttributeDefinition(
            description =
                    "Percent of both that all publishers share who are neither trusted, pinned, installed nor own",
            min = "1",
            max = "99")
    int strangers_percent() default 25;

    /** Records of one stranger. */
    @AttributeDefinition(description = "Records kept of one such publisher at most", min = "1")
    int publisher_records() default 20_000;

    /** New records of one peer at once. */
    @AttributeDefinition(description = "New records taken from one peer at once", min = "1")
    int peer_burst() default 200_000;

    /** New records of one peer in the long run. */
    @AttributeDefinition(description = "New records taken from one peer in a second, in the long run", min = "1")
    int peer_per_second() default 200;

    /** New records of one stranger at once. */
    @AttributeDefinition(
            description = "New records taken of one publisher without a pool of its own at once",
            min = "1")
    int publisher_burst() default 20_000;

    /** New records of one stranger in the long run. */
    @AttributeDefinition(
            description = "New records taken of one publisher without a pool of its own in a second, in the long run",
            min = "1")
    int publisher_per_second() default 10;

    /** Whose pace is watched one by one. */
    @AttributeDefinition(description = "Peers, and publishers, whose pace is watched one by one", min = "1")
    int buckets() default 10_000;

    /** Ids remembered. */
    @AttributeDefinition(description = "Ids remembered of records that were refused or went", min = "1")
    int seen() default 500_000;

    /** Changes remembered. */
    @AttributeDefinition(description = "Names whose last change is remembered for the search index", min = "1")
    int changes() default 100_000;

    /** How long to wait for another process. */
    @AttributeDefinition(
            description = "Milliseconds to wait for another process that has the catalogue open",
            min = "0")
    int patience_millis() default 2_000;

    /** How long the files stay open unused. */
    @AttributeDefinition(
            description = "Milliseconds after which a process without a network closes the catalogue it does not use",
            min = "1")
    int idle_millis() default 1_000;
}
