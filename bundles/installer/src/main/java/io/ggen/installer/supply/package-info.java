/** From a wanted lock to trees in the store: fetch, verify, extract. */
@NullMarked
package io.ggen.installer.supply;

import org.jspecify.annotations.NullMarked;
