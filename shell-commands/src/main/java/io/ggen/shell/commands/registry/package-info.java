/** The scope {@code registry:}. */
@NullMarked
package io.ggen.shell.commands.registry;

import org.jspecify.annotations.NullMarked;
