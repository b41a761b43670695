/** Writing files so that neither a crash nor a second process can harm them. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.files;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
