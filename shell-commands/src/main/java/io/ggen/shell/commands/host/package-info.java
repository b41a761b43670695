/** The scope {@code host:}. */
@NullMarked
package io.ggen.shell.commands.host;

import org.jspecify.annotations.NullMarked;
