package io.ggen.resolver;

/** Says what the lock and the options rule out, as parts of sentences. */
final class BarWords {
    private BarWords() {}

    /** {@code the lock keeps b at 1.2.0}, {@code the lock holds no b}, {@code b 2.0.0 is not on this machine}. */
    static String of(Reason.Barred barred) {
        Candidates of = barred.of;
        if (barred.bar == Bar.OFFLINE) {
            return offline(of);
        }
        if (of.locked() == null) {
            return "the lock holds no " + of.name();
        }
        String gone = of.isLockedVersionGone() ? ", which no registry has any more" : "";
        return barred.bar == Bar.KEPT
                ? "the lock keeps " + of.name() + " at " + of.locked() + gone
                : "the lock holds " + of.name() + " " + of.locked() + gone;
    }

    private static String offline(Candidates of) {
        long[] away = Bits.minus(of.all(), of.here());
        long[] here = Bits.minus(of.here(), Bits.only(of.size(), Candidates.ABSENT));
        if (Bits.isEmpty(here) && Bits.count(away) > 1) {
            return "no version of " + of.name() + " is on this machine";
        }
        return Bits.count(away) == 1
                ? VersionWords.of(of, away) + " is not on this machine"
                : "only " + VersionWords.of(of, here) + " is on this machine";
    }

    /** What to put behind it, in brackets; or empty text. */
    static String remark(Bar bar) {
        return switch (bar) {
            case KEPT -> "";
            case FROZEN -> " (--frozen is set)";
            case OFFLINE -> " (--offline is set)";
        };
    }
}
