/** The scope {@code p2p:} and {@code ggen serve}. */
@NullMarked
package io.ggen.shell.commands.p2p;

import org.jspecify.annotations.NullMarked;
