package io.ggen.itests;

import io.ggen.api.Checkup;
import java.util.List;

/** A part that throws in its constructor. Public for Declarative Services. */
public final class BrokenPart implements Checkup {
    /** Throws. */
    public BrokenPart() {
        throw new IllegalStateException("broken by design");
    }

    @Override
    public String subject() {
        return "broken";
    }

    @Override
    public List<Finding> examine() {
        return List.of();
    }
}
