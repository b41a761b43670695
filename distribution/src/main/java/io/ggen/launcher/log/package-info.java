/**
 * Every way by which code can say something about itself ({@link System.Logger}, {@code java.util.logging}, the standard streams,
 * an exception that nobody catches), led away from the terminal and to the log of the home.
 */
@NullMarked
package io.ggen.launcher.log;

import org.jspecify.annotations.NullMarked;
