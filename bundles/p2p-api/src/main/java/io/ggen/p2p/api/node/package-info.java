/** The one host of this process: started on request, kept over swaps of transports. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.node;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
