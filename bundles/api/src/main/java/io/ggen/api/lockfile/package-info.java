/** What exactly is installed, written down: the lock and the contract of its file. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.api.lockfile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
