/** The scope {@code ggen:}. */
@NullMarked
package io.ggen.shell.commands.ggen;

import org.jspecify.annotations.NullMarked;
