/**
 * Signed records as pure functions: libp2p envelopes (RFC 0002) around canonical JSON (RFC 8785), what a release, a head
 * and a revocation may say, which of two wins, and the Merkle tree of an archive (RFC 9162). Nothing here touches a file,
 * a clock or a network; whatever comes from strangers is answered with a value, never with an exception.
 */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.records;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
