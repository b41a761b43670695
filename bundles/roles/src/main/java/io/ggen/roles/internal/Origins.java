package io.ggen.roles.internal;

import io.ggen.roles.internal.Facts.Origin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tells from a bundle's location where it comes from. */
final class Origins {
    private final @Nullable String home;

    Origins(@Nullable String home) {
        this.home = home;
    }

    Origin of(String location) {
        if (location.startsWith("ggen:")) {
            return Origin.PACKAGE;
        }
        return location.contains("/deploy/") && isDeployed(location) ? Origin.DEPLOY : Origin.DISTRIBUTION;
    }

    private boolean isDeployed(String location) {
        if (home == null) {
            return true;
        }
        Path deploy = Path.of(home).toAbsolutePath().normalize().resolve("deploy");
        Path file;
        try {
            String url = location.startsWith("reference:") ? location.substring("reference:".length()) : location;
            file = url.startsWith("file:") ? Path.of(URI.create(url).getPath()) : Path.of(url);
        } catch (IllegalArgumentException e) {
            return location.contains(deploy + "/");
        }
        file = file.toAbsolutePath().normalize();
        try {
            return file.startsWith(deploy) || file.startsWith(deploy.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }
}
