package io.ggen.api.marketplace;

import java.time.Instant;
import java.util.List;

/**
 * One state of a target.
 *
 * @param number counts from 1
 * @param current whether this is what the target shows now
 * @param made when it was made
 * @param reason what made it, as a user would say it: "install hello-world"
 * @param packages how many packages it holds
 * @param changes what it changed against the generation before, one short text each: "+ a@1.0.0", "- b@1.0.0",
 *     "c@1.0.0 -> c@1.1.0"
 */
public record Generation(int number, boolean current, Instant made, String reason, int packages, List<String> changes) {
    /** Copies the changes. */
    public Generation {
        changes = List.copyOf(changes);
    }
}
