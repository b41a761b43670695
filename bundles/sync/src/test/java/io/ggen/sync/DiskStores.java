package io.ggen.sync;

import io.ggen.api.Home;
import io.ggen.api.identity.Identity;
import io.ggen.api.trust.Trust;
import io.ggen.record.store.HomeRecordStore;
import io.ggen.record.store.StoreSettings;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The real record catalogue, in homes below the system's temporary folder, with all settings as they are by default. */
final class DiskStores implements HostsBenchmark.Stores, AutoCloseable {
    private final Path folder = Files.createTempDirectory("ggen-sync");
    private final List<HomeRecordStore> open = new ArrayList<>();
    private @Nullable Path first;

    DiskStores() throws IOException {}

    @Override
    public RecordStore with(List<Signed<ReleaseRecord>> records) throws IOException {
        Path made = first;
        if (made == null) {
            made = next();
            HomeRecordStore store = open(made);
            HostsBenchmark.fill(store, records);
            close(store);
            first = made;
        }
        Path home = next();
        Path catalog = Files.createDirectories(new Home(home).catalog());
        try (Stream<Path> files = Files.list(new Home(made).catalog())) {
            for (Path file : files.toList()) {
                Files.copy(file, catalog.resolve(file.getFileName()));
            }
        }
        return kept(open(home));
    }

    @Override
    public RecordStore empty() throws IOException {
        return kept(open(next()));
    }

    private Path next() throws IOException {
        return Files.createTempDirectory(folder, "home");
    }

    private HomeRecordStore kept(HomeRecordStore store) {
        open.add(store);
        return store;
    }

    private static HomeRecordStore open(Path home) {
        return new HomeRecordStore(
                proxy(BundleContext.class, (proxy, method, arguments) -> "start"),
                proxy(StoreSettings.class, (proxy, method, arguments) -> method.getDefaultValue()),
                new Home(home),
                proxy(Identity.class, (proxy, method, arguments) -> Optional.empty()),
                proxy(Trust.class, (proxy, method, arguments) -> new TreeMap<>()));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static void close(HomeRecordStore store) {
        try {
            Method close = HomeRecordStore.class.getDeclaredMethod("close");
            close.setAccessible(true);
            close.invoke(store);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes all stores and deletes their files. */
    @Override
    public void close() throws IOException {
        open.forEach(DiskStores::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
