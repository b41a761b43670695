/** Starts the OSGi framework around ggen's bundles and runs one command, a script or the shell in it. */
@NullMarked
package io.ggen.launcher;

import org.jspecify.annotations.NullMarked;
