/** Universes in files: everything that one run of a resolver is asked and told. */
@NullMarked
package io.ggen.shell.commands.universe;

import org.jspecify.annotations.NullMarked;
