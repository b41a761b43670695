/** multistream-select 1.0: agreeing on a protocol. */
@NullMarked
package io.ggen.libp2p.select;

import org.jspecify.annotations.NullMarked;
