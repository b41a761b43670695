/** Who is in use, who leaves, and what happens to the steps that are under way then. */
@NullMarked
package io.ggen.leases;

import org.jspecify.annotations.NullMarked;
