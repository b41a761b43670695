/** How good peers are at serving bytes: successes among all attempts. */
@NullMarked
package io.ggen.reputation.ratio;

import org.jspecify.annotations.NullMarked;
