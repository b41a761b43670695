package io.ggen.embedded;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.embedding.Kit;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.trust.Trust;
import io.ggen.roles.Roles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * ggen on one home, put together from the {@link Kit}s on the class path or module path. Without a network: what file
 * registries have. What it gives lives until {@link #close} and is safe for use by many threads; the home may be in use by any
 * number of others, in this process or not. Failures are {@link io.ggen.api.ProblemException}s.
 */
public final class Ggen implements AutoCloseable {
    private final Bench bench;
    private final Roles roles;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Ggen(Bench bench) {
        this.bench = bench;
        this.roles = bench.roles();
    }

    /**
     * Opens {@code home}, which need not be there yet: the first operation that writes makes it. What no operation is the cause
     * of, such as broken settings, goes to the {@link System.Logger} {@code io.ggen.embedded}.
     */
    public static Ggen open(Path home) {
        return open(home, Ggen::log);
    }

    private static void log(Event event) {
        if (event instanceof Event.Told told && told.operation() == 0) {
            System.getLogger(Ggen.class.getPackageName()).log(System.Logger.Level.WARNING, told.sentence());
        }
    }

    /**
     * Opens {@code home} with one listener for everything.
     *
     * @param listener hears of all operations and of what no operation is the cause of; in any thread, often many times a
     *     second, so it must return at once. What it throws changes nothing
     * @param more comes before what the class path has, such as registries of your own
     */
    public static Ggen open(Path home, Consumer<? super Event> listener, Kit... more) {
        if (Files.exists(home) && !Files.isDirectory(home)) {
            throw Problem.of("'" + home + "' cannot be a home of ggen because it is not a folder; nothing was changed.")
                    .asException();
        }
        List<Kit> kits = new ArrayList<>(List.of(more));
        try {
            ServiceLoader.load(Kit.class, Ggen.class.getClassLoader()).forEach(kits::add);
        } catch (ServiceConfigurationError e) {
            throw Problem.of("A part of ggen cannot be loaded (" + e.getMessage() + "); nothing was changed.")
                    .asException(e);
        }
        Bench bench = new Bench(new Home(home), new Telling(listener));
        try {
            bench.assemble(kits);
            return new Ggen(bench);
        } catch (RuntimeException | Error e) {
            bench.close();
            throw e;
        }
    }

    /** The folders of this home. */
    public Home home() {
        return bench.home();
    }

    /** Installs, updates and undoes. */
    public Marketplace marketplace() {
        return get(Marketplace.class, "io.ggen.installer");
    }

    /** Searches. */
    public Catalog catalog() {
        return get(Catalog.class, "io.ggen.catalog");
    }

    /** Packs, signs and publishes into the registry of this home. */
    public Publishing publishing() {
        return get(Publishing.class, "io.ggen.publishing");
    }

    /** Whom the user trusts. */
    public Trust trust() {
        return get(Trust.class, "io.ggen.trust");
    }

    /** Who does what, and other ones to choose. A choice lasts until {@link #close}. */
    public Roles roles() {
        refuseClosed();
        return roles;
    }

    /** Any other service that a kit offers, such as {@link io.ggen.api.identity.Identity}. */
    public <S> Optional<S> find(Class<S> type) {
        refuseClosed();
        return bench.find(type);
    }

    private <S> S get(Class<S> type, String bundle) {
        refuseClosed();
        return bench.find(type)
                .orElseThrow(() -> Problem.of("There is no " + type.getSimpleName() + " because " + bundle
                                + " is neither on the class path nor on the module path; nothing was changed. (In an OSGi"
                                + " framework take the service " + type.getName() + ".)")
                        .asException());
    }

    private void refuseClosed() {
        if (closed.get()) {
            throw Problem.of("ggen on " + bench.home().root() + " has been closed; nothing was changed.")
                    .asException();
        }
    }

    /** Lets go of files and memory. Let operations end first, or interrupt them; nothing that was given may be used any more. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            bench.close();
        }
    }
}
