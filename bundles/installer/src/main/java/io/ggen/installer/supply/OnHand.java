package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.Release;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import io.ggen.installer.store.Store;
import io.ggen.roles.Roles;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;

/** Knows whether the bytes of a release are on this machine: as a tree, in the store, or as a file of a registry. For one run. */
public final class OnHand {
    private final Roles roles;
    private final Store store;
    private final Map<Digest, Boolean> known = new HashMap<>();
    private int format = -1;

    /** For one run. */
    public OnHand(Roles roles, Store store) {
        this.roles = roles;
        this.store = store;
    }

    /** Whether {@code release} can be installed without a network. Looks once for each archive. */
    public boolean has(Release release) {
        Digest digest = release.archive().digest();
        Boolean there = known.get(digest);
        if (there == null) {
            there = look(release, digest);
            known.put(digest, there);
        }
        return there;
    }

    private boolean look(Release release, Digest digest) {
        if (format < 0) {
            format = roles.<Extractor, Integer, RuntimeException>call(Extractor.class, Extractor::format);
        }
        return store.hasTree(Store.treeName(digest, format))
                || Files.exists(store.archive(digest))
                || roles.<Registry, Boolean, RuntimeException>callAll(
                                Registry.class, registry -> hasFile(registry, release))
                        .contains(true);
    }

    private static boolean hasFile(Registry registry, Release release) {
        if (registry.needsNetwork()) {
            return false;
        }
        for (Source source : registry.sources(release)) {
            if (source.file().isPresent() && Files.exists(source.file().get())) {
                return true;
            }
        }
        return false;
    }
}
