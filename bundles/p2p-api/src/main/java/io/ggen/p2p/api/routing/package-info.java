/** Records and providers without a server in the middle: the contract of the distributed hash table. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.routing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
