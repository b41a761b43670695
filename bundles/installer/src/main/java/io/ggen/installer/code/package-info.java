/** Packages of kind {@code bundle}: which of a generation's packages hold code, and which files of theirs are the bundles. */
@NullMarked
package io.ggen.installer.code;

import org.jspecify.annotations.NullMarked;
