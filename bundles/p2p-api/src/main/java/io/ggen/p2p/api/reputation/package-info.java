/** Who has served well: the contract of reputation policies. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.p2p.api.reputation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
