/** Yamux: many streams in one connection. */
@NullMarked
package io.ggen.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
