package io.ggen.resolver.backtracking;

import java.util.BitSet;
import java.util.List;

/** Choices that were once found not to go together; kept so that it is not found out twice. */
record Nogood(List<Slot> slots, int[] choices, Conflict conflict) {
    private static final int LONGEST = 64;

    /** Remembers {@code conflict}, if it is short enough, with each of its choices. */
    static void learn(Conflict conflict, List<Slot> queue) {
        int size = conflict.positions().cardinality();
        if (size > LONGEST) {
            return;
        }
        Slot[] slots = new Slot[size];
        int[] choices = new int[size];
        int n = 0;
        for (int at = conflict.positions().nextSetBit(0);
                at >= 0;
                at = conflict.positions().nextSetBit(at + 1)) {
            slots[n] = queue.get(at);
            choices[n] = queue.get(at).chosen();
            n++;
        }
        Nogood nogood = new Nogood(List.of(slots), choices, conflict);
        for (int i = 0; i < size; i++) {
            slots[i].remember(choices[i], nogood);
        }
    }

    /** Whether all choices but {@code candidate}'s are those of now. */
    boolean holdsWith(Slot candidate) {
        for (int i = 0; i < choices.length; i++) {
            if (slots.get(i) != candidate && slots.get(i).chosen() != choices[i]) {
                return false;
            }
        }
        return true;
    }

    Conflict now() {
        BitSet positions = new BitSet();
        for (Slot slot : slots) {
            positions.set(slot.position());
        }
        return conflict.at(positions);
    }
}
