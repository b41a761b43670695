/** Where releases come from: the contract of registry backends. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
