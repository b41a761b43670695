package io.ggen.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                          | SHELL   | true
                    --no-p2p                    | SHELL   | false
                    list                        | COMMAND | false
                    --no-p2p list               | COMMAND | false
                    install p2p                 | COMMAND | false
                    p2p                         | COMMAND | false
                    p2p status                  | COMMAND | false
                    p2p:peers --json            | COMMAND | false
                    p2p connect /ip4            | COMMAND | true
                    p2p:connect /ip4            | COMMAND | true
                    --json marketplace p2p connect /ip4 | COMMAND | true
                    --no-p2p p2p connect /ip4   | COMMAND | false
                    p2p connect --help          | COMMAND | false
                    serve                       | SERVE   | true
                    ggen:serve --listen /ip4    | SERVE   | true
                    serve --help                | COMMAND | false
                    -c p2p:peers                | SCRIPT  | true
                    -c list                     | SCRIPT  | false
                    -c                          | SCRIPT  | false
                    """)
    void theNetworkIsThereForThoseWhoNeedIt(String line, Mode mode, boolean network) {
        List<String> given = line.isEmpty() ? List.of() : List.of(line.split(" "));
        Launch launch = Launch.of(given);
        assertThat(launch.mode()).isEqualTo(mode);
        assertThat(launch.network()).isEqualTo(network);
        assertThat(launch.startsNode()).isEqualTo(network && mode != Mode.COMMAND && mode != Mode.SERVE);
        boolean mayComeLater = !network && !line.contains("--no-p2p") && (mode == Mode.COMMAND || mode == Mode.SCRIPT);
        assertThat(launch.onDemand()).isEqualTo(mayComeLater);
        assertThat(launch.arguments()).doesNotContain("--no-p2p");
        assertThat(launch.isHost()).isEqualTo(mode == Mode.SHELL || mode == Mode.SERVE);
        assertThat(launch.mayBeServed(given)).isEqualTo(mode == Mode.COMMAND && !line.startsWith("--no-p2p"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    doctor                      | true
                    doctor --deep               | true
                    ggen:doctor                 | true
                    ggen doctor                 | true
                    --json marketplace doctor   | true
                    --no-p2p doctor             | true
                    help                        | true
                    help list                   | true
                    --json ggen:help            | true
                    list --help                 | true
                    p2p connect -h              | true
                    install doctor              | false
                    search help                 | false
                    host doctor                 | false
                    ggen                        | false
                    -c doctor                   | false
                    """)
    void theDoctorAndHelpRunWhereNothingCanBeWritten(String line, boolean examines) {
        assertThat(Launch.of(List.of(line.split(" "))).examines()).isEqualTo(examines);
    }
}
