/** The libp2p transport over WebSocket. */
@NullMarked
package io.ggen.libp2p.ws;

import org.jspecify.annotations.NullMarked;
