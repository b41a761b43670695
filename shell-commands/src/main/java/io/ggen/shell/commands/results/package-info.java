/** What commands give back, as text and as JSON. */
@NullMarked
package io.ggen.shell.commands.results;

import org.jspecify.annotations.NullMarked;
