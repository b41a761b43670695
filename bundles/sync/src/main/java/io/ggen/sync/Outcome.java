package io.ggen.sync;

/**
 * How a session that this host began went.
 *
 * @param tally what came
 * @param rounds round trips it took
 * @param overhead bytes of the sync's own messages, both ways
 * @param listed ids the peer listed that are not in the set here
 * @param have how many records this host has and the peer has not, as far as was seen
 * @param rest where to go on; empty if everything is reconciled
 */
record Outcome(Tally tally, int rounds, long overhead, long listed, long have, Cursor rest) {
    boolean isWhole() {
        return rest.isEmpty();
    }

    /** Whether nothing at all was told. */
    boolean isVain() {
        return listed == 0 && have == 0;
    }

    /** Whether it brought nothing although there is more. */
    boolean isFruitless() {
        return tally.records() == 0 && !isWhole();
    }
}
