package io.ggen.leases;

import io.ggen.leases.Facts.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells from a bundle's location where it comes from. */
final class Origins {
    private final Path home;
    private final boolean isTold;

    /**
     * {@code home} as the host was told, or null: then it is {@code usual}, and any folder called {@code deploy} is one where the
     * operator puts bundles.
     */
    Origins(@Nullable String home, Path usual) {
        this.isTold = home != null && !home.isBlank();
        this.home = isTold && home != null ? Path.of(home) : usual;
    }

    Origin of(String location) {
        if (location.startsWith("ggen:") || (location.contains("/store/") && isIn("store", location))) {
            return Origin.PACKAGE;
        }
        boolean isDeployed = location.contains("/deploy/") && (!isTold || isIn("deploy", location));
        return isDeployed ? Origin.DEPLOY : Origin.DISTRIBUTION;
    }

    /** Whether {@code location} is a file in that folder of the home. */
    private boolean isIn(String folder, String location) {
        Path whole = home.toAbsolutePath().normalize().resolve(folder);
        Path file;
        try {
            String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
            file = url.startsWith("file:") ? Path.of(URI.create(url).getPath()) : Path.of(url);
        } catch (IllegalArgumentException e) {
            return location.contains(whole + "/");
        }
        file = file.toAbsolutePath().normalize();
        try {
            return file.startsWith(whole) || file.startsWith(whole.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
