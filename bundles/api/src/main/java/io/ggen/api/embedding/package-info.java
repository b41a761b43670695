/** What each bundle brings to a host without a framework, and how such a host is put together. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.embedding;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
