/** Peers, their addresses, connections and streams: the contract of transports, and of the protocols on top of them. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
