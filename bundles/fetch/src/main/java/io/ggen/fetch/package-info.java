/** Fetches and serves archives, many peers at once, verified leaf by leaf. */
@NullMarked
package io.ggen.fetch;

import org.jspecify.annotations.NullMarked;
