package io.ggen.installer;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.installer.target.Roots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Examines every target: does it lead to a generation, can the lock of that be read, and is each package of the lock where the
 * target says. What is inside the packages is for {@code ggen verify}.
 */
@Component(service = Checkup.class)
public final class TargetsCheckup implements Checkup {
    private static final int MOST_TARGETS = 50;

    private final Home home;
    private final Marketplace market;

    /** Asks nothing yet. */
    @Activate
    public TargetsCheckup(@Reference Home home, @Reference Marketplace market) {
        this.home = home;
        this.market = market;
    }

    @Override
    public String subject() {
        return "targets";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Set<Path> targets = new LinkedHashSet<>();
        if (Files.isDirectory(home.packages())) {
            targets.add(home.packages());
        }
        int gone = known(targets, findings);
        int told = 0;
        for (Path target : targets) {
            if (told++ == MOST_TARGETS) {
                findings.add(Finding.good((targets.size() - MOST_TARGETS) + " more targets were not examined."));
                break;
            }
            examine(target, findings);
        }
        if (gone > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    count(gone, "target", "targets") + " of earlier installs " + (gone == 1 ? "is" : "are")
                            + " gone; the store keeps what only they used until gc.",
                    "ggen gc"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("Nothing is installed yet."));
        }
        return findings;
    }

    /** Adds the targets that are there, and returns how many are not any more. */
    private int known(Set<Path> targets, List<Finding> findings) {
        int gone = 0;
        try {
            for (Path target : new Roots(home.roots()).all().values()) {
                if (Files.isDirectory(target.resolve(".ggen"))) {
                    targets.add(target);
                } else {
                    gone++;
                }
            }
        } catch (IOException e) {
            findings.add(new Finding(
                    Severity.BROKEN, "The list of targets in " + home.roots() + " cannot be read (" + e + ").", ""));
        }
        return gone;
    }

    private void examine(Path target, List<Finding> findings) {
        String shown = Texts.shown(target.toString(), 400);
        Installed installed;
        try {
            installed = market.installed(target);
        } catch (ProblemException e) {
            Problem problem = e.problem();
            findings.add(new Finding(
                    Severity.BROKEN,
                    problem.message(),
                    problem.next().isEmpty() ? "" : problem.next().get(0)));
            return;
        }
        if (installed.generation() == 0) {
            findings.add(Finding.good("Nothing is installed in " + shown + "."));
            return;
        }
        int missing = 0;
        PackageName first = null;
        for (Lock.Entry entry : installed.lock().packages().values()) {
            if (!Files.exists(target.resolve(entry.name().value()))) {
                missing++;
                first = first == null ? entry.name() : first;
            }
        }
        findings.add(finding(installed, shown, missing, first));
    }

    private Finding finding(Installed installed, String shown, int missing, @Nullable PackageName first) {
        int packages = installed.lock().packages().size();
        String what = shown + " is at generation " + installed.generation() + " with "
                + count(packages, "package", "packages");
        if (missing == 0) {
            return Finding.good(what + ", all there.");
        }
        boolean isDefault = installed.target().equals(home.packages());
        return new Finding(
                Severity.BROKEN,
                what + ", but " + missing + (missing == 1 ? " is" : " are") + " not there, such as " + first + ".",
                "ggen install --force" + (isDefault ? "" : " --target " + shown));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
