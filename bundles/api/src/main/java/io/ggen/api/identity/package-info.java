/** Keys: who signs, and whether a signature is good. Ed25519 alone. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.identity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
