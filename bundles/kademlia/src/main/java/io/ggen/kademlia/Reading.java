package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that peers give for one key, and the best of them. On the lane. */
final class Reading implements Lookup.Visitor {
    private final Core core;
    private final Neighbours neighbours;
    private final byte[] key;
    private final boolean first;
    private final Map<PeerId, byte[]> given = new HashMap<>();
    private byte @Nullable [] best;

    /** {@code remembered} counts as well; {@code first} is enough if asked for. */
    Reading(Core core, Neighbours neighbours, byte[] key, boolean first, byte @Nullable [] remembered) {
        this.core = core;
        this.neighbours = neighbours;
        this.key = key;
        this.first = first;
        this.best = remembered;
    }

    byte @Nullable [] best() {
        return best;
    }

    @Override
    public boolean answered(Candidate from, Answer answer) {
        ValueRecord record = answer.message().record();
        if (record == null) {
            return false;
        }
        byte[] value = record.value();
        if (!Arrays.equals(record.key(), key)) {
            neighbours.fault(from.contact.peer(), Fault.WRONG_KEY);
        } else if (value.length > core.settings.limits().value()) {
            neighbours.fault(from.contact.peer(), Fault.OVERSIZED);
        } else if (!core.validators.isValid(key, value)) {
            neighbours.fault(from.contact.peer(), Fault.INVALID_VALUE);
        } else {
            given.put(from.contact.peer(), value);
            if (best == null || !Arrays.equals(best, value) && core.validators.isBetter(key, value, best)) {
                best = value;
            }
            return first;
        }
        return false;
    }

    /** Those of the nearest peers that did not have the best value. */
    List<Contact> toCorrect(List<Candidate> closest) {
        List<Contact> wrong = new ArrayList<>();
        for (Candidate one : closest) {
            if (!Arrays.equals(given.get(one.contact.peer()), best)) {
                wrong.add(one.contact);
            }
        }
        return wrong;
    }
}
