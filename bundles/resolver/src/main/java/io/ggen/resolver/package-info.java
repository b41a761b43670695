/** A complete resolver in the manner of PubGrub: it learns from each conflict, and can tell why there is no solution. */
@NullMarked
package io.ggen.resolver;

import org.jspecify.annotations.NullMarked;
