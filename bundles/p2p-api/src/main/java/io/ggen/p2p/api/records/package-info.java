/** Records had straight from a peer: the contract of the records protocol's client. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.records;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
