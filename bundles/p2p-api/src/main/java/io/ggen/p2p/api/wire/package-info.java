/** Bytes that strangers send: varints, length-prefixed frames and the proto3 wire format, each with bounds. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.wire;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
