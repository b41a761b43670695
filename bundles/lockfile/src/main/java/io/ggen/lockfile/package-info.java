/** Reads and writes {@code ggen.lock}. */
@NullMarked
package io.ggen.lockfile;

import org.jspecify.annotations.NullMarked;
