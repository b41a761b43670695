package io.ggen.registry.file;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the registry of this home. */
@Component
public final class HomeRegistryCheckup implements Checkup {
    private final FileRegistry registry;

    /** Touches nothing on the disk. */
    @Activate
    public HomeRegistryCheckup(@Reference Home home, @Reference NoticeBoard notices) {
        registry = new FileRegistry(HomeRegistry.NAME, home.registry(), true, notices, Runnable::run);
    }

    @Override
    public String subject() {
        return "file registry";
    }

    @Override
    public List<Finding> examine() {
        return registry.examination().run();
    }
}
