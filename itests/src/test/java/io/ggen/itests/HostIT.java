package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ggen in an application's own OSGi framework, without shell and network; what runs in the process is {@link HostMain}. */
class HostIT {
    @Test
    void installsOnFelix(@TempDir Path folder) throws Exception {
        installs(folder, HostStart.felix(Ggen.distribution()), "org.apache.felix.framework.Felix");
    }

    @Test
    void installsOnEquinox(@TempDir Path folder) throws Exception {
        installs(
                folder,
                Ggen.root().resolve("itests/target/hosts/org.eclipse.osgi.jar"),
                "org.eclipse.osgi.launch.Equinox");
    }

    /** Twice on one cache: what the framework keeps of the bundles must serve the next start. */
    private static void installs(Path folder, Path framework, String type) throws Exception {
        for (String spec : List.of("hello-world", "greeting-templates")) {
            List<String> command = HostStart.command(
                    List.of(),
                    framework,
                    Ggen.root().resolve("itests/target/test-classes"),
                    Ggen.distribution(),
                    folder,
                    spec);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains(" ms on " + type);
            assertThat(said).containsPattern("installed (4|0), heard events");
        }
        assertThat(folder.resolve("home/packages/hello-world/index.html")).exists();
    }
}
