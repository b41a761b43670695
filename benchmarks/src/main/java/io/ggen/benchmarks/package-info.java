/** Times the distribution from outside, beside what the operating system offers for the same work. */
@NullMarked
package io.ggen.benchmarks;

import org.jspecify.annotations.NullMarked;
