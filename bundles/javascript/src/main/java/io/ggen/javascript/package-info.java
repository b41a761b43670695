/** Test support: scripts in JavaScript, most of them other people's implementations of what we speak. */
@NullMarked
@Export
@Version("1.0.0")
package io.ggen.javascript;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
