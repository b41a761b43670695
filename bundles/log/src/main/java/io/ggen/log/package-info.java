/** Writes what the OSGi log service hears to the log folder of the home, within bounds. */
@NullMarked
package io.ggen.log;

import org.jspecify.annotations.NullMarked;
