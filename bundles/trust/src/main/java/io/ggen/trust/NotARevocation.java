package io.ggen.trust;

/** Bytes that are no valid revocation record; the message is a clause that says why. */
final class NotARevocation extends Exception {
    private static final long serialVersionUID = 1;

    NotARevocation(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
