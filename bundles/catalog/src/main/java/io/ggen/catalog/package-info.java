/** Finding packages by words: a Lucene index that follows the registries. */
@NullMarked
package io.ggen.catalog;

import org.jspecify.annotations.NullMarked;
