/** Installs, updates and undoes packages in targets, each change in one atomic step. */
@NullMarked
package io.ggen.installer;

import org.jspecify.annotations.NullMarked;
