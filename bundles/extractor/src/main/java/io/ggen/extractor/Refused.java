package io.ggen.extractor;

import io.ggen.api.Problem;

/**
 * An archive that breaks a rule of the format or a limit.
 *
 * @param label what the archive is called, safe to show
 * @param clause which entry breaks which rule
 */
record Refused(String label, String clause) implements Problem {
    @Override
    public String message() {
        return "The archive of " + label + " is refused: " + clause + "; nothing was unpacked from it.";
    }
}
