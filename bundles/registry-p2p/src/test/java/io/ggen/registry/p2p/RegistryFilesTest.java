package io.ggen.registry.p2p;

import static io.ggen.registry.p2p.Someone.ANN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.roles.FixedRoles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFilesTest {
    @TempDir
    Path folder;

    private final MemoryRecords store = new MemoryRecords();
    private final Signed<ReleaseRecord> one = ANN.release("a 1.0.0");

    /** A registry that has one file for every release. */
    private record OneFile(Path file, boolean needsNetwork) implements Registry {
        @Override
        public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Source> sources(Release release) {
            return List.of(new Source() {
                @Override
                public String description() {
                    return "a file";
                }

                @Override
                public InputStream open(long offset) throws IOException {
                    throw new IOException("only a file");
                }

                @Override
                public Optional<Path> file() {
                    return Optional.of(file);
                }
            });
        }

        @Override
        public Optional<Manifest> manifest(Release release) {
            return Optional.empty();
        }
    }

    private Optional<Path> held(boolean far, Digest digest) {
        Registry registry = new OneFile(folder.resolve("a.tar.gz"), far);
        return new RegistryFiles(FixedRoles.of(registry), () -> store).file(digest);
    }

    private Digest digest() {
        return one.payload().archive().sha256();
    }

    @Test
    void theFileOfASignedReleaseIsHeld() throws IOException {
        store.with(one);
        Path file = Files.write(folder.resolve("a.tar.gz"), new byte[1]);
        assertEquals(Optional.of(file), held(false, digest()));
    }

    @Test
    void whatTheCatalogueDoesNotKnowAndWhatIsNotThereIsNotHeld() throws IOException {
        assertEquals(Optional.empty(), held(false, digest()));
        store.with(one);
        assertEquals(Optional.empty(), held(false, digest()));
        Files.write(folder.resolve("a.tar.gz"), new byte[1]);
        assertEquals(Optional.empty(), held(false, Digest.sha256Of(new byte[9])));
        assertEquals(Optional.empty(), held(true, digest()));
        store.broken = "Another process has it";
        assertEquals(Optional.empty(), held(false, digest()));
    }
}
