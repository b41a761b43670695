/** The words every part of ggen shares: names, versions, ranges, digests, releases and problems. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
