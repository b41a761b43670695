/** Parts that do not work, for {@link io.ggen.itests.BrokenPartsIT}. */
package io.ggen.itests.broken;
