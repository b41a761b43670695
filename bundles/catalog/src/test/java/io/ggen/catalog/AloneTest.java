package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.annotations.Component;

/** The catalogue in a class loader of its own, as in a bundle: Lucene must find its parts there and nowhere else. */
class AloneTest {
    @TempDir
    Path folder;

    @Test
    void itFindsItsCodecsWithoutAContextClassLoaderAndSaysNothing() throws Exception {
        List<URL> places = new ArrayList<>();
        for (Class<?> one : List.of(
                LuceneCatalog.class,
                FakeRegistry.class,
                io.ggen.api.Home.class,
                io.ggen.roles.Roles.class,
                IndexWriter.class,
                Component.class)) {
            places.add(one.getProtectionDomain().getCodeSource().getLocation());
        }
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (URLClassLoader alone =
                new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            Thread.currentThread().setContextClassLoader(null);
            Object found = alone.loadClass("io.ggen.catalog.AloneTest$Probe")
                    .getMethod("search", Path.class)
                    .invoke(null, folder);
            assertThat(found).isEqualTo("hello-world");
        } finally {
            System.setOut(out);
            System.setErr(err);
            Thread.currentThread().setContextClassLoader(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Runs inside the other class loader. */
    public static final class Probe {
        private Probe() {}

        /** Writes an index, opens it again and searches. */
        public static String search(Path folder) throws Exception {
            FakeRegistry registry = new FakeRegistry("home");
            registry.has("hello-world", "1.0.0");
            for (int i = 0; i < 2; i++) {
                LuceneCatalog catalog = new LuceneCatalog(new io.ggen.api.Home(folder), new FakeRoles(registry));
                String name = catalog.search(io.ggen.api.catalog.Catalog.Query.of("helo", 1))
                        .hits()
                        .get(0)
                        .name();
                catalog.close();
                if (i == 1) {
                    return name;
                }
            }
            return "";
        }
    }
}
