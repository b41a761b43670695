package io.ggen.registry.file;

import io.ggen.api.Home;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.WritableRegistry;
import java.util.concurrent.ForkJoinPool;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The registry of this home: {@code $GGEN_HOME/registry}. */
@Component(
        service = {Registry.class, BrowsableRegistry.class, WritableRegistry.class},
        property = {"ggen.role=registry", "ggen.name=" + HomeRegistry.NAME, "service.ranking:Integer=100"})
public final class HomeRegistry extends FileRegistry {
    static final String NAME = "home";

    /** Touches nothing on the disk. */
    @Activate
    public HomeRegistry(@Reference Home home, @Reference NoticeBoard notices) {
        super(NAME, home.registry(), true, notices, ForkJoinPool.commonPool());
    }
}
