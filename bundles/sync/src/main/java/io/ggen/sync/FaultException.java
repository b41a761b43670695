package io.ggen.sync;

/** Ends what is done with a peer because of a {@link Fault}. */
final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final Fault fault;

    FaultException(Fault fault) {
        super("The peer " + fault.text + ".", null, false, false);
        this.fault = fault;
    }
}
