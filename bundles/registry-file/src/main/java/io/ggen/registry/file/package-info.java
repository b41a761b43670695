/** A registry in a folder on disk, laid out as DESIGN section 5 says. */
@NullMarked
package io.ggen.registry.file;

import org.jspecify.annotations.NullMarked;
