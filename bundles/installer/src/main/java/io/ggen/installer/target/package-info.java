/** One folder that packages are installed into: its generations, its links, and the swap between them. */
@NullMarked
package io.ggen.installer.target;

import org.jspecify.annotations.NullMarked;
