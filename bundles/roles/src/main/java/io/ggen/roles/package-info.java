/** Who fills each role of the host, and leases on them: how consumers use parts that can be swapped at any moment. */
@NullMarked
@Export
@Version("1.2.0")
package io.ggen.roles;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
