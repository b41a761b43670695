package io.ggen.shell.commands.ggen;

import io.ggen.api.Checkup;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.Texts;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Verification;
import io.ggen.shell.commands.text.Amounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examines every installed file of every target; reads all of them. */
final class FilesCheckup implements Checkup {
    private final Marketplace marketplace;

    FilesCheckup(Marketplace marketplace) {
        this.marketplace = marketplace;
    }

    @Override
    public String subject() {
        return "files";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (Path target : marketplace.targets()) {
            String shown = Texts.shown(target.toString(), 400);
            try {
                Verification found = marketplace.verify(target, Progress.NONE);
                findings.add(
                        found.damages().isEmpty()
                                ? Finding.good(shown + ": " + found.files() + " files are as published.")
                                : new Finding(
                                        Severity.BROKEN,
                                        shown + ": "
                                                + Amounts.count(found.damages().size(), "difference")
                                                + " from what was published.",
                                        "ggen verify --target " + Texts.quoted(target.toString())));
            } catch (ProblemException e) {
                Problem problem = e.problem();
                findings.add(new Finding(
                        Severity.BROKEN,
                        problem.message(),
                        problem.next().isEmpty() ? "" : problem.next().get(0)));
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("Nothing is installed."));
        }
        return findings;
    }
}
