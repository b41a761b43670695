/** From a folder to a published release: what authors call. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.publishing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
