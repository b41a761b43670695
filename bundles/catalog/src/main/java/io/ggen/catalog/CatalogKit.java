package io.ggen.catalog;

import io.ggen.api.catalog.Catalog;
import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.roles.Roles;

/** The search index of a host without a framework. */
public final class CatalogKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(Catalog.class, () -> {
            LuceneCatalog catalog =
                    new LuceneCatalog(bench.home(), bench.find(Roles.class).orElseThrow());
            bench.atEnd(catalog::close);
            return catalog;
        });
    }
}
