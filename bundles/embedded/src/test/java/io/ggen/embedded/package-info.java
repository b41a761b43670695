/** Hosts without a framework, with the parts on the class path. */
@NullMarked
package io.ggen.embedded;

import org.jspecify.annotations.NullMarked;
