package io.ggen.records;

/** Carries a {@link Refusal} from deep inside a reader to its entrance. Cheap: it knows no stack. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
        super(null, null, false, false);
        this.refusal = refusal;
    }

    static RefusedException notCanonical(String why) {
        return new RefusedException(new Refusal.NotCanonical(why));
    }

    static RefusedException rule(String member, String expected, String found) {
        return new RefusedException(new Refusal.BrokenRule(member, expected, found));
    }

    Refusal refusal() {
        return refusal;
    }
}
