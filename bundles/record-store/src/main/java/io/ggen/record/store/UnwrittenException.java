package io.ggen.record.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Something could not be put into the journal, and so was not done. */
final class UnwrittenException extends UncheckedIOException {
    private static final long serialVersionUID = 1;

    UnwrittenException(IOException cause) {
        super(cause);
    }
}
