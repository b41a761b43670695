/** Runs the bundles of installed packages of kind {@code bundle}: tried before a commit, started behind it. */
@NullMarked
package io.ggen.plugins;

import org.jspecify.annotations.NullMarked;
