/** Noise XX as libp2p uses it. */
@NullMarked
package io.ggen.libp2p.noise;

import org.jspecify.annotations.NullMarked;
