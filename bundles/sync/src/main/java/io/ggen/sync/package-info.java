/** Records by id and name, and the reconciling of whole sets of them, between two peers. */
@NullMarked
package io.ggen.sync;

import org.jspecify.annotations.NullMarked;
