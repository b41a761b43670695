/** The network as a registry: publishes, announces, finds and fetches releases. */
@NullMarked
package io.ggen.registry.p2p;

import org.jspecify.annotations.NullMarked;
