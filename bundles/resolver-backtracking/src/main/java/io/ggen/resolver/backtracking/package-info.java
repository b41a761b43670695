/** A small, complete resolver: backtracking that jumps back to what is to blame and remembers it. */
@NullMarked
package io.ggen.resolver.backtracking;

import org.jspecify.annotations.NullMarked;
