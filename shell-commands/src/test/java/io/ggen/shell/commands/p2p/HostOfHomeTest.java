package io.ggen.shell.commands.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import io.ggen.shell.commands.task.HostProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostOfHomeTest {
    private final FakeServices services = new FakeServices();
    private final List<String> stopped = new ArrayList<>();

    private HostProcess host(String mode, String trouble, HostProcess.Served... served) {
        return new HostProcess(
                42,
                mode,
                Instant.parse("2026-11-29T10:00:00Z"),
                3_725_000_000_000L,
                "1.0",
                "abc /jdk 17",
                trouble.isEmpty() ? "/run/host.sock" : "",
                trouble,
                List.of(served),
                7,
                () -> stopped.add(mode));
    }

    @Test
    void statusTellsWhatTheHostIsAndServes() {
        services.hostProcess = host(
                "serve",
                "",
                new HostProcess.Served("install hello", 1_500_000_000L),
                new HostProcess.Served("status", 20_000_000L));
        FakeNode node = new FakeNode();
        node.state = State.UP;
        services.node = node;
        Run run = Run.of(services, "status");
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().skip(1))
                .containsExactly(
                        "version         1.0, build abc",
                        "network         up, " + FakeNode.ANN + ", 0 peers",
                        "takes commands  at /run/host.sock",
                        "served          7 commands",
                        "serving         install hello (1.5 s)",
                        "                status (0.02 s)");
        assertThat(run.out())
                .startsWith("ggen serve, process 42, since 2026-11-29")
                .contains(" (62 min 5 s)\n");
    }

    @Test
    void statusAsJsonHasTheSameFacts() {
        services.hostProcess = host("shell", "another host serves this home");
        assertThat(Run.of(services, "status", "--json").out())
                .isEqualTo("{\"pid\":42,\"mode\":\"shell\",\"started\":\"2026-11-29T10:00:00Z\",\"uptime\":3725.0,"
                        + "\"version\":\"1.0\",\"build\":\"abc /jdk 17\",\"socket\":null,"
                        + "\"trouble\":\"another host serves this home\",\"served\":7,\"serving\":[],"
                        + "\"network\":null}\n");
    }

    @Test
    void stopEndsTheHostAndSaysWhich() {
        services.hostProcess = host("shell", "");
        assertThat(Run.of(services, "stop").out()).isEqualTo("stopping the shell, process 42\n");
        assertThat(Run.of(services, "stop", "--json").out()).isEqualTo("{\"pid\":42,\"mode\":\"shell\"}\n");
        assertThat(stopped).containsExactly("shell", "shell");
    }

    @Test
    void withoutAHostBothSaySo() {
        assertThat(Run.of(services, "stop"))
                .isEqualTo(new Run(1, "", "error: no host runs on the home /home/ann/.ggen; nothing was stopped\n"));
        assertThat(Run.of(services, "status"))
                .isEqualTo(new Run(
                        1, "", "error: no host runs on the home /home/ann/.ggen\ntry: ggen\ntry: ggen serve\n"));
    }

    @Test
    void aHostThatDidNotTakeTheCommandIsNamedWithTheReason() {
        services.refusedBy = new HostProcess.Refused(42, "is of another build of ggen");
        assertThat(Run.of(services, "stop").err())
                .isEqualTo("error: the host of the home /home/ann/.ggen, process 42, is of another build of ggen;"
                        + " nothing was stopped\ntry: kill 42\n");
        services.refusedBy = new HostProcess.Refused(-1, "does not answer");
        assertThat(Run.of(services, "status").err())
                .isEqualTo("error: the host of the home /home/ann/.ggen does not answer\n");
    }
}
