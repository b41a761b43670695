package io.ggen.log;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.log.json}; a change counts at once. */
@ObjectClassDefinition(name = "ggen log")
public @interface LogSettings {
    /** The least that is kept. */
    @AttributeDefinition(description = "The least that is kept: error, warn, info, debug or trace")
    String level() default "info";

    /** Exceptions from that. */
    @AttributeDefinition(
            description = "Levels of single loggers and all whose names begin with theirs, such as io.ggen.sync=debug")
    String[] levels() default {};

    /** The length of a file. */
    @AttributeDefinition(description = "Bytes of a log file before the next one begins; 64 KiB to 1 GiB")
    long file_bytes() default 2L << 20;

    /** The number of files. */
    @AttributeDefinition(description = "How many log files are kept, the current one included; 1 to 100")
    int files() default 5;
}
