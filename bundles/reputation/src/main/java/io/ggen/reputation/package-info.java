/** How good peers are at serving bytes, by successes and failures that fade with time. */
@NullMarked
package io.ggen.reputation;

import org.jspecify.annotations.NullMarked;
