package io.ggen.resolver.backtracking;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of choices that cannot all stand, with the reason to tell.
 *
 * @param positions where in the search the choices were made
 * @param slots the numbers of the packages that the proof speaks of, those of the choices apart
 * @param cause the reason on the way that was preferred
 * @param unavailable a reason, somewhere in the proof, that is only a registry's silence; null if there is none
 * @param alternatives whether other versions were tried and failed too
 */
record Conflict(
        BitSet positions, BitSet slots, Cause cause, Cause.@Nullable NothingLeft unavailable, boolean alternatives) {
    static Conflict nothingLeft(Slot slot) {
        List<Demand> demands = slot.fewestContradicting();
        Cause.NothingLeft cause = new Cause.NothingLeft(slot.candidates(), demands);
        return new Conflict(positionsOf(demands), only(slot), cause, cause.isUnavailable() ? cause : null, false);
    }

    static Conflict misfit(Demand demand, Slot slot) {
        BitSet positions = positionsOf(List.of(demand));
        positions.set(slot.position());
        return new Conflict(positions, only(slot), new Cause.Misfit(demand, slot.release()), null, false);
    }

    /** No candidate of {@code slot} works: each was refused by a demand on it, or for one of {@code rejections}. */
    static Conflict exhausted(Slot slot, List<Conflict> rejections) {
        BitSet positions = positionsOf(slot.narrowing());
        BitSet slots = only(slot);
        Cause cause = null;
        Cause.NothingLeft unavailable = null;
        boolean alternatives = rejections.size() > 1;
        for (Conflict rejection : rejections) {
            positions.or(rejection.positions);
            slots.or(rejection.slots);
            if (cause == null || (cause instanceof Cause.Misfit && rejection.cause instanceof Cause.NothingLeft)) {
                cause = rejection.cause;
            }
            unavailable = unavailable == null ? rejection.unavailable : unavailable;
            alternatives |= rejection.alternatives;
        }
        positions.clear(slot.position());
        return cause == null ? nothingLeft(slot) : new Conflict(positions, slots, cause, unavailable, alternatives);
    }

    Conflict at(BitSet elsewhere) {
        return new Conflict(elsewhere, slots, cause, unavailable, alternatives);
    }

    private static BitSet only(Slot slot) {
        BitSet slots = new BitSet();
        slots.set(slot.number());
        return slots;
    }

    private static BitSet positionsOf(List<Demand> demands) {
        BitSet positions = new BitSet();
        for (Demand demand : demands) {
            Slot by = demand.by();
            if (by != null) {
                positions.set(by.position());
            }
        }
        return positions;
    }
}
