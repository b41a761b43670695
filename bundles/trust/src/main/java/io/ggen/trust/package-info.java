/** Keeps whom a user trusts, in one file of the home. */
@NullMarked
package io.ggen.trust;

import org.jspecify.annotations.NullMarked;
