package io.ggen.api.marketplace;

import io.ggen.api.lockfile.Lock;
import java.nio.file.Path;

/**
 * What a target holds.
 *
 * @param target the folder
 * @param generation the current generation, or 0 if nothing was ever installed there
 * @param lock the packages
 */
public record Installed(Path target, int generation, Lock lock) {}
