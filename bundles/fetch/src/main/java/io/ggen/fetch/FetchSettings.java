package io.ggen.fetch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.fetch.json}. */
@ObjectClassDefinition(name = "ggen fetch")
public @interface FetchSettings {
    /** How many bytes to send in a second. */
    @AttributeDefinition(description = "How many bytes to send to all peers together in a second; 0: no limit")
    long uploadPerSecond() default 0;

    /** How many bytes to send to one peer in a second. */
    @AttributeDefinition(description = "How many bytes to send to one peer in a second; 0: no limit")
    long uploadPerSecondAndPeer() default 0;

    /** How many requests to answer at a time. */
    @AttributeDefinition(description = "How many requests for bytes to answer at a time; 0: none")
    int uploads() default 64;

    /** How many archives to fetch at a time. */
    @AttributeDefinition(description = "How many archives to fetch at a time; others wait")
    int transfers() default 16;

    /** How many peers to use for one archive. */
    @AttributeDefinition(description = "How many peers to fetch one archive from at a time")
    int peers() default 8;

    /** How large the folder may grow. */
    @AttributeDefinition(description = "How many MiB of archives that are not finished, or not yet taken over, to keep")
    int keptMebibytes() default 8192;

    /** How long to keep what nobody asks for. */
    @AttributeDefinition(description = "How many days to keep an archive that is not finished and nobody asks for")
    int keptDays() default 7;
}
