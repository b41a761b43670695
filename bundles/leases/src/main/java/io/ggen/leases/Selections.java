package io.ggen.leases;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where selections are kept across restarts. */
interface Selections {
    /** What is kept, name by role; null if nobody can say at the moment. */
    @Nullable
    Map<String, String> kept();

    /** Keeps {@code name} for {@code role}, durably; a {@link io.ggen.api.ProblemException} if that fails. */
    void keep(String role, String name);
}
