package io.ggen.api.marketplace;

import io.ggen.api.Spec;
import java.util.List;

/** What to install: {@code specs}, or what the lock says if there are none. */
public record InstallRequest(List<Spec> specs, InstallOptions options) {
    /** Copies the specs. */
    public InstallRequest {
        specs = List.copyOf(specs);
    }
}
