/** What peers tell each other about themselves, and ping. */
@NullMarked
package io.ggen.libp2p.identify;

import org.jspecify.annotations.NullMarked;
