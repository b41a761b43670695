package io.ggen.installer;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Range;
import io.ggen.installer.plan.Overrides;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells which ranges the operator sets in place of all others, so that nobody has to wonder about a version. */
@Component(service = Checkup.class)
public final class OverridesCheckup implements Checkup {
    private static final int MOST_TOLD = 20;

    private final Home home;

    /** For one home. */
    @Activate
    public OverridesCheckup(@Reference Home home) {
        this.home = home;
    }

    @Override
    public String subject() {
        return "overrides";
    }

    @Override
    public List<Finding> examine() {
        try {
            Map<PackageName, Range> overrides = Overrides.read(home.etc(), "nothing can be installed or updated");
            return overrides.isEmpty() ? List.of() : List.of(Finding.good(Overrides.sentence(overrides, MOST_TOLD)));
        } catch (ProblemException e) {
            return List.of(new Finding(Severity.BROKEN, e.problem().message(), ""));
        }
    }
}
