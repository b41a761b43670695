/** Text for people: sanitized, aligned, coloured where that is welcome. */
@NullMarked
package io.ggen.shell.commands.text;

import org.jspecify.annotations.NullMarked;
