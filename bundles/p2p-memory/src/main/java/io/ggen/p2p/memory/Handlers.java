package io.ggen.p2p.memory;

import io.ggen.p2p.api.ProtocolHandler;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.Registration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who answers which protocol: of several the one added last. */
final class Handlers {
    private final List<ProtocolHandler> all = new ArrayList<>(4);
    private List<ProtocolId> protocols = List.of();

    Registration add(ProtocolHandler handler) {
        all.add(handler);
        collect();
        return () -> {
            if (all.remove(handler)) {
                collect();
            }
        };
    }

    private void collect() {
        Set<ProtocolId> spoken = new LinkedHashSet<>();
        for (ProtocolHandler handler : all) {
            spoken.addAll(handler.protocols());
        }
        protocols = List.copyOf(spoken);
    }

    List<ProtocolId> protocols() {
        return protocols;
    }

    @Nullable
    ProtocolHandler of(ProtocolId protocol) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).protocols().contains(protocol)) {
                return all.get(i);
            }
        }
        return null;
    }
}
