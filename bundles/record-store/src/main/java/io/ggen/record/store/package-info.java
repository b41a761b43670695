/** Every valid record this host has seen, on disk within bounds, in an embedded store. */
@NullMarked
package io.ggen.record.store;

import org.jspecify.annotations.NullMarked;
