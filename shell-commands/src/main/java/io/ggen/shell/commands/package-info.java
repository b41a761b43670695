/** The commands of ggen and how they are found, run from a process, and completed. */
@NullMarked
package io.ggen.shell.commands;

import org.jspecify.annotations.NullMarked;
