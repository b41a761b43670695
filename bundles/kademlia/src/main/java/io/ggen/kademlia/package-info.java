/** Kademlia on any transport; {@link io.ggen.kademlia.Kademlia} is where to begin. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.kademlia;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
