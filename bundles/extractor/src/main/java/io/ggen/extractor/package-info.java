/** Unpacks gzipped tar files that nobody trusts, by rules that are ours to keep. */
@NullMarked
package io.ggen.extractor;

import org.jspecify.annotations.NullMarked;
