package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Makes an examination when somebody asks for it, so that no command but {@code doctor} loads its classes. */
final class CheckupMaker implements ServiceFactory<Checkup> {
    private enum Kind {
        HOME,
        DISK,
        CLOCK,
        JAVA,
        LOCKS
    }

    private final Kind kind;
    private final Home home;
    private final Settings settings;
    private final @Nullable String distribution;

    private CheckupMaker(Kind kind, Home home, Settings settings, @Nullable String distribution) {
        this.kind = kind;
        this.home = home;
        this.settings = settings;
        this.distribution = distribution;
    }

    /** Registers every examination of this bundle. */
    static void register(BundleContext context, Home home, Settings settings) {
        String distribution = context.getProperty("ggen.distribution");
        for (Kind kind : Kind.values()) {
            context.registerService(Checkup.class, new CheckupMaker(kind, home, settings, distribution), null);
        }
    }

    @Override
    public Checkup getService(Bundle bundle, ServiceRegistration<Checkup> registration) {
        Path folder = distribution == null || distribution.isEmpty() ? null : Path.of(distribution);
        return switch (kind) {
            case HOME -> new HomeCheckup(home, settings);
            case DISK -> new DiskCheckup(home, DiskCheckup.Room.THIS);
            case CLOCK ->
                new ClockCheckup(home, folder == null ? null : folder.resolve("lib/build"), Clock.systemUTC());
            case JAVA ->
                new JavaCheckup(JavaCheckup.Machine.here(
                        folder == null ? "" : folder.resolve("bin/ggen-train") + " " + folder.resolve("lib/ggen.jsa")));
            case LOCKS -> new LocksCheckup(home, ProcessHandle.current().pid(), LockTable.Linux::now);
        };
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<Checkup> registration, Checkup service) {}
}
