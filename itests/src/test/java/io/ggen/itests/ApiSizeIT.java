package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What those who build against ggen have to carry stays small. */
class ApiSizeIT {
    private static final List<String> API =
            List.of("io.ggen.api", "io.ggen.roles", "io.ggen.records", "io.ggen.p2p.api");

    /** Bytes of all four together. The goal is 150,000; this number goes down, never up without a reason. */
    private static final long MOST = 351_000;

    @Test
    void theApiBundlesTogetherStaySmall() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (String bundle : API) {
            try (Stream<Path> jars = Files.list(Ggen.distribution().resolve("bundles"))) {
                Path jar = jars.filter(file -> file.getFileName().toString().startsWith(bundle + "-"))
                        .findFirst()
                        .orElseThrow();
                sizes.put(bundle, Files.size(jar));
            }
        }
        long together = sizes.values().stream().mapToLong(Long::longValue).sum();
        System.out.println("ApiSizeIT: " + together + " bytes: " + sizes);
        assertThat(together).as("bytes of " + sizes).isLessThanOrEqualTo(MOST);
    }
}
