/** Telling the network what was published: the contract of what announces releases and heads. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.announce;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
