/** From a folder to a release: reads manifests, packs archives, adds them to the registry of this home. */
@NullMarked
package io.ggen.publishing;

import org.jspecify.annotations.NullMarked;
