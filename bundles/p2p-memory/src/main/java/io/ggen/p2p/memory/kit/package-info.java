/** Test support: what every transport must pass. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.memory.kit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
