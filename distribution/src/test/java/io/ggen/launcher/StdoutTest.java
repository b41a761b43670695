package io.ggen.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StdoutTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private static Stdout written(OutputStream to) {
        Stdout stdout = new Stdout(to);
        PrintStream out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
        out.println("the result");
        out.write('!');
        out.flush();
        return stdout;
    }

    @Test
    void outputThatIsLostIsAFailureInOneSentence() {
        Stdout stdout = written(failing("No space left on device"));
        assertThat(stdout.status(0, err)).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "error: the output could not be written (No space left on device); what the command did stays"
                                + " as it is." + System.lineSeparator());
        assertThat(stdout.status(130, err)).isEqualTo(130);
    }

    @Test
    void whoHasReadEnoughIsNotTold() {
        assertThat(written(failing("Broken pipe")).status(0, err)).isZero();
        assertThat(said.size()).isZero();
    }

    @Test
    void whatArrivesIsNoNews() {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        assertThat(written(to).status(0, err)).isZero();
        assertThat(to.toString(StandardCharsets.UTF_8)).isEqualTo("the result" + System.lineSeparator() + "!");
        assertThat(said.size()).isZero();
    }
}
