/** Whom this user trusts: names pinned to publishers, and keys that have ended. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
