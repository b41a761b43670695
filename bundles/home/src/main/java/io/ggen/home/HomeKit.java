package io.ggen.home;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Settings;
import io.ggen.api.embedding.Workbench;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;

/** The settings of a host without a framework. */
public final class HomeKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(
                Settings.class,
                () -> new InHome(new io.ggen.home.Settings(bench.home().etc(), bench::warn)));
    }

    private record InHome(io.ggen.home.Settings files) implements Settings {
        @Override
        public Map<String, Object> of(String pid) {
            Hashtable<String, Object> read = files.read(pid);
            return read == null ? Map.of() : read;
        }

        @Override
        public List<Map<String, Object>> ofEach(String factoryPid) {
            List<Map<String, Object>> instances = new ArrayList<>();
            for (Hashtable<String, Object> each : files.readAll()) {
                if (factoryPid.equals(each.get("service.factoryPid"))) {
                    instances.add(each);
                }
            }
            return instances;
        }
    }
}
