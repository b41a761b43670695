/** The commands in the Gogo shell. */
@NullMarked
package io.ggen.shell.commands.gogo;

import org.jspecify.annotations.NullMarked;
