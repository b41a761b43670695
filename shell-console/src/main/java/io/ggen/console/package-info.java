/** The interactive shell and the scripts of {@code ggen -c}, on Gogo and JLine. */
@NullMarked
package io.ggen.console;

import org.jspecify.annotations.NullMarked;
