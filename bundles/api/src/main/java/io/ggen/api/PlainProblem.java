package io.ggen.api;

import java.util.List;

/** A problem without facts of its own. */
record PlainProblem(Kind kind, String message, List<String> next) implements Problem {
    PlainProblem {
        next = List.copyOf(next);
    }
}
