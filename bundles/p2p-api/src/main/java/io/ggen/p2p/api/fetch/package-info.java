/** Verified bytes from many peers at once: the contract of what fetches and serves content by digest. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.fetch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
