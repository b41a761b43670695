package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What makes simulations possible: only the component, which wires, brings time, chance and threads in. */
class SourcesTest {
    private static final List<String> FORBIDDEN = List.of(
            "io.netty",
            "nanoTime",
            "currentTimeMillis",
            "Instant.now",
            "Clock.system",
            "new Random",
            "SecureRandom",
            "ThreadLocalRandom",
            "Math.random",
            "new Thread",
            "Executors.",
            "java.net.Socket");

    @Test
    void thisBundleHasNoClockNoChanceNoThreadAndNoSocketOfItsOwn() throws Exception {
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile)
                    .filter(source -> !source.endsWith("KademliaComponent.java"))
                    .toList()) {
                String text = Files.readString(source);
                files++;
                FORBIDDEN.stream().filter(text::contains).forEach(word -> found.add(source + ": " + word));
            }
        }
        assertThat(files).isGreaterThan(20);
        assertThat(found).isEmpty();
    }
}
