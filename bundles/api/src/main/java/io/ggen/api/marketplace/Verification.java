package io.ggen.api.marketplace;

import java.util.List;

/**
 * How a target compares with what was extracted.
 *
 * @param packages how many packages were looked at
 * @param files how many files were read
 * @param signed how many packages have a signed record that was checked and is right
 * @param unsigned how many packages nobody has signed
 * @param damages what differs; empty if all is well
 */
public record Verification(int packages, long files, int signed, int unsigned, List<Damage> damages) {
    /** Of packages that nobody has signed. */
    public Verification(int packages, long files, List<Damage> damages) {
        this(packages, files, 0, packages, damages);
    }

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
