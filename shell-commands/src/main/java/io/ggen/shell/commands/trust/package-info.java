/** The scope {@code trust:}. */
@NullMarked
package io.ggen.shell.commands.trust;

import org.jspecify.annotations.NullMarked;
