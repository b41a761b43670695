/** What a launcher or a shell calls: a command line to run, and what could come next while one is typed. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
