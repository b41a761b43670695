package io.ggen.itests.plugin;

import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A resolver that thinks until it is interrupted; says in the file {@code thinking} that it does. */
public final class SlowResolver implements BundleActivator, Resolver {
    private volatile Path said = Path.of("thinking");

    @Override
    public void start(BundleContext context) {
        said = Path.of(context.getProperty("ggen.home"), "thinking");
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("ggen.role", "resolver");
        properties.put("ggen.name", "slow");
        context.registerService(Resolver.class, this, properties);
    }

    @Override
    public void stop(BundleContext context) {}

    @Override
    public Resolution resolve(Question question, KnownReleases known) throws InterruptedException {
        try {
            Files.writeString(said, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new CountDownLatch(1).await();
        throw new AssertionError("nobody opens this");
    }
}
