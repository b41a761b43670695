package io.ggen.itests.plugin;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A registry in a bundle, which has one package, letter 1.0.0, in itself. */
public class Shelf implements BundleActivator, Registry {
    private static final PackageName NAME = new PackageName("letter");

    private byte[] archive = {};

    @Override
    public void start(BundleContext context) throws IOException {
        try (InputStream in = context.getBundle().getEntry("letter.tar.gz").openStream()) {
            archive = in.readAllBytes();
        }
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", "registry");
        properties.put("ggen.name", "shelf");
        context.registerService(Registry.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        Release letter = new Release(
                NAME,
                Version.parse("1.0.0"),
                PublisherId.LOCAL,
                Release.Kind.FILES,
                List.of(),
                new Archive(Digest.sha256Of(archive), archive.length),
                false,
                null);
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            answers.put(name, name.equals(NAME) ? new Answer.Found(List.of(letter)) : Answer.ABSENT);
        }
        return CompletableFuture.completedFuture(answers);
    }

    @Override
    public List<Source> sources(Release release) {
        return List.of(new Source() {
            @Override
            public String description() {
                return "the shelf";
            }

            @Override
            public InputStream open(long offset) {
                return content(archive, (int) offset);
            }
        });
    }

    @Override
    public Optional<Manifest> manifest(Release release) {
        return Optional.empty();
    }

    /** The archive from {@code offset} on. */
    protected InputStream content(byte[] archive, int offset) {
        return new ByteArrayInputStream(archive, offset, archive.length - offset);
    }
}
