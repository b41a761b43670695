package io.ggen.registry.file;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Settings;
import io.ggen.api.embedding.Workbench;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/** The registries of a host without a framework: that of its home, and those that its settings name. */
public final class FileRegistriesKit implements Kit {
    @Override
    public void fill(Workbench bench) {
        fill(bench, HomeRegistry.NAME, 100, bench.home().registry(), true);
        Set<String> taken = new HashSet<>(Set.of(HomeRegistry.NAME));
        List<Map<String, Object>> wanted = bench.find(Settings.class)
                .map(all -> all.ofEach(AdditionalRegistry.PID))
                .orElse(List.of());
        for (Map<String, Object> each : wanted) {
            String name = text(each.get("name"));
            String path = text(each.get("path"));
            String fault = RegistrySettings.fault(name, path, taken::contains);
            if (fault == null) {
                taken.add(name);
                fill(bench, name, 0, Path.of(path), false);
            } else {
                bench.warn(RegistrySettings.warning(name, fault));
            }
        }
    }

    private static void fill(Workbench bench, String name, int ranking, Path folder, boolean writable) {
        bench.fill(name, ranking, new FileRegistry(name, folder, writable, bench::warn, ForkJoinPool.commonPool()));
    }

    private static String text(@Nullable Object setting) {
        return setting instanceof String text ? text : "";
    }
}
