package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Problem;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void whatTheSystemRefusesIsSaidInWords() {
        assertThat(Failures.reason(new IOException("No space left on device"))).isEqualTo("the disk is full");
        assertThat(Failures.reason(new FileSystemException("/r/x", null, "No space left on device")))
                .isEqualTo("the disk is full");
        assertThat(Failures.reason(new FileSystemException("/r/x", null, "Read-only file system")))
                .isEqualTo("the file system is read-only");
        assertThat(Failures.reason(new AccessDeniedException("/r/x"))).isEqualTo("access to /r/x is denied");
        assertThat(Failures.reason(new NoSuchFileException("/r/x"))).isEqualTo("/r/x is missing");
        assertThat(Failures.reason(new DirectoryNotEmptyException("/r/x"))).isEqualTo("/r/x is not empty");
        assertThat(Failures.reason(new FileSystemException("/r/x\u001b[2J", null, "Too many\nlinks")))
                .isEqualTo("/r/x?[2J: Too many?links");
        assertThat(Failures.reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void anInterruptionIsACancellation() {
        assertThat(Failures.problem("Publishing", new ClosedByInterruptException(), "nothing was changed")
                        .problem())
                .extracting(Problem::kind, Problem::message)
                .containsExactly(Problem.Kind.CANCELLED, "Publishing was stopped; nothing was changed.");
    }
}
