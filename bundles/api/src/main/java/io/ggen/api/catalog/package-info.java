/** Finding packages by words: the contract of the search index. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.catalog;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
