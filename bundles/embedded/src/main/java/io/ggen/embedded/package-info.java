/** ggen for plain Java: a marketplace in a folder, without a framework and without a shell. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.embedded;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
