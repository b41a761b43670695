/** What a command is: its option table, what it works with, what it gives back. */
@NullMarked
package io.ggen.shell.commands.task;

import org.jspecify.annotations.NullMarked;
