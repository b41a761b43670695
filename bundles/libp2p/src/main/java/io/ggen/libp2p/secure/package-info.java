/** What all ways of securing a connection share. */
@NullMarked
package io.ggen.libp2p.secure;

import org.jspecify.annotations.NullMarked;
