package io.ggen.publishing;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.registry.HeldContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was published here and lies in no registry, by SHA-256: archives for the network alone, manifests, version lists. */
@Component(service = {HeldContent.class, PublishedContent.class})
public final class PublishedContent implements HeldContent {
    private final Path folder;

    /** That of {@code home}; makes nothing before something is kept. */
    @Activate
    public PublishedContent(@Reference Home home) {
        this.folder = home.published();
    }

    @Override
    public Optional<Path> file(Digest sha256) {
        Path file = place(sha256);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    private Path place(Digest sha256) {
        String hex = sha256.hex();
        return folder.resolve(hex.substring(0, 2)).resolve(hex);
    }

    /** Keeps {@code content}, synced. No change if it is there. */
    void keep(byte[] content) throws IOException {
        Path place = place(Digest.sha256Of(content));
        if (!Files.exists(place)) {
            DurableFiles.write(place, content);
        }
    }

    /** Keeps {@code file}, whose digest is known, by moving it. No change if it is there. */
    void take(Path file, Digest sha256) throws IOException {
        Path place = place(sha256);
        Path parent = place.getParent();
        if (parent != null && !Files.exists(place)) {
            Files.createDirectories(parent);
            DurableFiles.sync(file);
            DurableFiles.replace(file, place);
            DurableFiles.sync(parent);
        }
    }
}
