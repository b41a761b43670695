package io.ggen.catalog;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.catalog.Catalog;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The catalogue as a Lucene index under {@code catalog/search}. Nothing of Lucene is loaded before the first question. */
@Component(service = Catalog.class)
public final class LuceneCatalog implements Catalog {
    private final Home home;
    private final Roles roles;
    private @Nullable CatalogIndex index;
    private boolean closed;

    /** Touches nothing on the disk yet. */
    @Activate
    public LuceneCatalog(@Reference Home home, @Reference Roles roles) {
        this.home = home;
        this.roles = roles;
    }

    private synchronized CatalogIndex index() {
        if (closed) {
            throw Problem.of("The catalogue has been stopped; nothing was changed.")
                    .asException();
        }
        CatalogIndex known = index;
        if (known == null) {
            known = new CatalogIndex(home.catalog(), new Registries(roles));
            index = known;
        }
        return known;
    }

    @Override
    public Found search(Query query) {
        return index().ask(view -> Search.find(view, query)).orElseGet(() -> new Found(List.of(), 0));
    }

    @Override
    public List<String> namesStartingWith(String prefix, int limit) {
        return index().names(new Completion(prefix.toLowerCase(Locale.ROOT), limit));
    }

    @Override
    public List<String> namesLike(String name, int limit) {
        return index().names(new Likeness(name, limit));
    }

    @Override
    public void rebuild() {
        index().rebuild();
    }

    /** Stops what is going on and lets go of all files. */
    @Deactivate
    public synchronized void close() throws IOException {
        closed = true;
        if (index != null) {
            index.close();
        }
    }
}
