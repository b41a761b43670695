/** Test support: a network in one process, on virtual time. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.memory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
