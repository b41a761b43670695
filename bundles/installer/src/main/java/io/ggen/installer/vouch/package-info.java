/** Who is behind a release: what was signed, whose keys hold, what the user has decided about names. */
@NullMarked
package io.ggen.installer.vouch;

import org.jspecify.annotations.NullMarked;
