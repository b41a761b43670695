package io.ggen.installer;

import io.ggen.api.PackageName;
import io.ggen.installer.plan.Planner;
import io.ggen.installer.plan.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One way to change a target: what it is to hold, given what it holds. May be asked again when others were quicker. */
@FunctionalInterface
interface Change {
    /** What to do, and the planner that knows the releases behind it. */
    Planned plan(Base base) throws IOException, InterruptedException;

    /**
     * What to do.
     *
     * @param planner answers questions about the proposal's packages
     * @param reasons why packages get other versions although nobody asked for that, by name
     * @param warnings what the user must know before it is done
     */
    record Planned(Proposal proposal, Planner planner, Map<PackageName, String> reasons, List<String> warnings) {
        Planned(Proposal proposal, Planner planner) {
            this(proposal, planner, Map.of(), List.of());
        }
    }
}
