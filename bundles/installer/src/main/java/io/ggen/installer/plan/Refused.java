package io.ggen.installer.plan;

import io.ggen.api.Problem;
import java.util.List;

/** A plan that could not be made, with what the resolver says to it. */
record Refused(String message, List<String> explanation, List<String> next) implements Problem {
    Refused {
        explanation = List.copyOf(explanation);
        next = List.copyOf(next);
    }
}
