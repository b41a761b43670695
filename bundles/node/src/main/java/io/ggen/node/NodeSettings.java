package io.ggen.node;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of {@code etc/io.ggen.node.json}; a change counts from the next start of the node. */
@ObjectClassDefinition(name = "ggen node")
public @interface NodeSettings {
    /** Where to accept connections. */
    @AttributeDefinition(description = "Where to accept connections; port 0 is any free one; an empty list: only dial")
    String[] listen() default {"/ip4/0.0.0.0/tcp/0"};

    /** What to tell others. */
    @AttributeDefinition(description = "Addresses to tell others instead of those listened on")
    String[] announce() default {};

    /** Whom to dial at the start. */
    @AttributeDefinition(description = "Peers to dial at the start and whenever they are lost; each ends in /p2p/ID")
    String[] bootstrap() default {};
}
