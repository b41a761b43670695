/** Installing, updating and undoing: what the shell and embedders call. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.marketplace;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
