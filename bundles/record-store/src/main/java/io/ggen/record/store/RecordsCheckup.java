package io.ggen.record.store;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.ProblemException;
import io.ggen.records.store.RecordStore;
import io.ggen.records.store.RecordStore.Counts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the record catalogue. Where there is none, none is made. */
@Component(service = Checkup.class)
public final class RecordsCheckup implements Checkup {
    private static final double MEGABYTE = 1 << 20;

    private final Path folder;
    private final RecordStore store;

    /** Asks nothing yet. */
    @Activate
    public RecordsCheckup(@Reference Home home, @Reference RecordStore store) {
        this.folder = home.catalog();
        this.store = store;
    }

    @Override
    public String subject() {
        return "record catalogue";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        if (!Files.exists(folder.resolve(Vault.FILE)) && !Files.exists(folder.resolve(Vault.JOURNAL))) {
            findings.add(Finding.good("There is no record catalogue yet; the first signed record makes it."));
        } else {
            try {
                describe(store.counts(), findings);
            } catch (ProblemException e) {
                findings.add(new Finding(Severity.WARNING, e.problem().message(), ""));
            }
        }
        Path damaged = folder.resolve(Vault.DAMAGED);
        if (Files.exists(damaged)) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "A damaged record catalogue was set aside as " + damaged
                            + "; nothing needs it, and it can be deleted.",
                    ""));
        }
        return findings;
    }

    private static void describe(Counts counts, List<Finding> findings) {
        findings.add(Finding.good("The record catalogue is whole: " + count(counts.releases(), "release") + ", "
                + count(counts.heads(), "head") + " and " + count(counts.revocations(), "revocation") + " of "
                + count(counts.packages(), "package") + ", "
                + String.format(Locale.ROOT, "%.1f MiB; ", counts.bytes() / MEGABYTE)
                + count(counts.evicted(), "record") + " had to go for others."));
        if (counts.forks() > 0) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "It holds proof of " + count(counts.forks(), "contradiction")
                            + " of publishers with themselves; installs of these versions are refused.",
                    ""));
        }
        if (counts.overQuota() > 0) {
            findings.add(Finding.good(
                    count(counts.overQuota(), "record") + " came too fast or found no room since it was opened."));
        }
    }

    private static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
