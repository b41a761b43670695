/** The libp2p transport over TCP, on Netty: hosts, dials, connections, streams. */
@NullMarked
package io.ggen.libp2p;

import org.jspecify.annotations.NullMarked;
