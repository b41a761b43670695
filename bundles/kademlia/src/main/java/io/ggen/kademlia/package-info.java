/** Kademlia on any transport; {@link io.ggen.kademlia.Kademlia} is where to begin. */
@NullMarked
package io.ggen.kademlia;

import org.jspecify.annotations.NullMarked;
