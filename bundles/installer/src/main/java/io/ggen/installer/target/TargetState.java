package io.ggen.installer.target;

import io.ggen.api.PackageName;
import java.util.Collection;

/** Quick looks at a target. */
public final class TargetState {
    private static final int SAMPLE = 16;

    private TargetState() {}

    /**
     * Whether a sample of a generation's links, spread over all packages, leads to trees that are there. Finds a store
     * that was deleted; single damages are found by verifying.
     */
    public static boolean leadsToTrees(Target target, int generation, Collection<PackageName> packages) {
        int stride = Math.max(1, packages.size() / SAMPLE);
        int index = 0;
        for (PackageName name : packages) {
            if (index++ % stride == 0 && !Links.leadsSomewhere(target, generation, name)) {
                return false;
            }
        }
        return true;
    }
}
