/** Archives and trees by digest, shared by all targets of a home. */
@NullMarked
package io.ggen.installer.store;

import org.jspecify.annotations.NullMarked;
