package io.ggen.launcher.resident;

import java.io.IOException;

/** What came over the socket is not of the protocol. The connection is of no use any more. */
final class BadFrame extends IOException {
    private static final long serialVersionUID = 1;

    BadFrame(String what) {
        super(what);
    }
}
