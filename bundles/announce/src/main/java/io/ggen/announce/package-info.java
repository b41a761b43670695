/** Tells the network what was published here, hears what others tell, and keeps it alive. */
@NullMarked
package io.ggen.announce;

import org.jspecify.annotations.NullMarked;
