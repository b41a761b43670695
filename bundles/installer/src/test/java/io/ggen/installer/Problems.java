package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects problems. */
final class Problems {
    private Problems() {}

    static Problem of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(ProblemException.class);
        Problem problem = ((ProblemException) thrown).problem();
        assertThat(problem.message()).doesNotContain("\n").endsWith(".");
        return problem;
    }

    static String message(ThrowingCallable call) {
        return of(call).message();
    }
}
