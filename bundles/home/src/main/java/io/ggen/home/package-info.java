/** The folders of one {@code GGEN_HOME}, and the settings in its etc folder. */
@NullMarked
package io.ggen.home;

import org.jspecify.annotations.NullMarked;
