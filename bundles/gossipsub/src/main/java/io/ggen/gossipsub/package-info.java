/** Gossipsub on any transport; {@link io.ggen.gossipsub.Gossipsub} is where to begin. */
@NullMarked
package io.ggen.gossipsub;

import org.jspecify.annotations.NullMarked;
