/** The one network host of a process: started on request, moved from transport to transport. */
@NullMarked
package io.ggen.node;

import org.jspecify.annotations.NullMarked;
