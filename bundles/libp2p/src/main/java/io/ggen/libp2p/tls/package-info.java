/** TLS 1.3 as libp2p uses it. */
@NullMarked
package io.ggen.libp2p.tls;

import org.jspecify.annotations.NullMarked;
