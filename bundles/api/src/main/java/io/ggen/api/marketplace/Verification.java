package io.ggen.api.marketplace;

import java.util.List;

/**
 * How a target compares with what was extracted.
 *
 * @param packages how many packages were looked at
 * @param files how many files were read
 * @param damages what differs; empty if all is well
 */
public record Verification(int packages, long files, List<Damage> damages) {
    /** Copies the list. */
    public Verification {
        damages = List.copyOf(damages);
    }

    /**
     * One difference.
     *
     * @param id {@code NAME@VERSION}
     * @param path inside the package, or empty text for the package as a whole
     * @param what the difference in a few words: "is missing", "has other content"
     */
    public record Damage(String id, String path, String what) {}
}
