package io.ggen.identity;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.nio.file.Path;
import java.util.List;

/**
 * A key file that cannot be used.
 *
 * @param file the file
 * @param found what is wrong with it, as it follows "The key file … "
 * @param expected what should be there
 * @param remedy what the user can do, as the end of the sentence, or empty
 * @param next commands that help
 */
record KeyFileProblem(Path file, String found, String expected, String remedy, List<String> next) implements Problem {
    static final String A_KEY = "an Ed25519 private key in PEM (PKCS #8)";

    KeyFileProblem {
        next = List.copyOf(next);
    }

    @Override
    public String message() {
        return "The key file " + Texts.shown(file.toString(), 300) + " " + found + ", expected " + expected
                + "; nothing was signed" + (remedy.isEmpty() ? "." : ": " + remedy + ".");
    }
}
