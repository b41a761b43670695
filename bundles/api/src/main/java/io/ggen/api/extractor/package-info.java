/** From an archive to a folder: the contract of extractors. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.extractor;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
