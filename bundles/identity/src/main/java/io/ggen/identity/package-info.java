/** The private keys of a home: made when first needed, kept in files of their owner's alone, used for signing. */
@NullMarked
package io.ggen.identity;

import org.jspecify.annotations.NullMarked;
