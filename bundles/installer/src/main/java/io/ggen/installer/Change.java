package io.ggen.installer;

import io.ggen.installer.plan.Planner;
import io.ggen.installer.plan.Proposal;
import java.io.IOException;

/** One way to change a target: what it is to hold, given what it holds. May be asked again when others were quicker. */
@FunctionalInterface
interface Change {
    /** What to do, and the planner that knows the releases behind it. */
    Planned plan(Base base) throws IOException, InterruptedException;

    /** A proposal with the planner that answers questions about its packages. */
    record Planned(Proposal proposal, Planner planner) {}
}
