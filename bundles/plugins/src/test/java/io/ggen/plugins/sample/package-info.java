/** What the bundles of the tests are made of. */
@NullMarked
package io.ggen.plugins.sample;

import org.jspecify.annotations.NullMarked;
