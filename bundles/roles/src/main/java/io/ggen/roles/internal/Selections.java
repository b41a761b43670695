package io.ggen.roles.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where selections are kept across restarts. */
public interface Selections {
    /** Keeps nothing. */
    Selections FORGETFUL = new Selections() {
        @Override
        public @Nullable Map<String, String> kept() {
            return null;
        }

        @Override
        public void keep(String role, String name) {}
    };

    /** What is kept, name by role; null if nobody can say at the moment. */
    @Nullable
    Map<String, String> kept();

    /** Keeps {@code name} for {@code role}, durably; a {@link io.ggen.api.ProblemException} if that fails. */
    void keep(String role, String name);
}
