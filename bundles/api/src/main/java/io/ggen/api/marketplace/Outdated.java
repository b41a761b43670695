package io.ggen.api.marketplace;

import io.ggen.api.PackageName;
import io.ggen.api.Version;

/**
 * A package for which there is something newer.
 *
 * @param current what is installed
 * @param wanted the highest version that {@code update} would move to
 * @param latest the highest stable version there is
 * @param direct whether the user asked for it
 */
public record Outdated(PackageName name, Version current, Version wanted, Version latest, boolean direct) {}
