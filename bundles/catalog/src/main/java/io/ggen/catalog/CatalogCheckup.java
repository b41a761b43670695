package io.ggen.catalog;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the files of the search index. */
@Component(service = Checkup.class)
public final class CatalogCheckup implements Checkup {
    private static final String REMEDY = "ggen search";

    private final Home home;

    /** Keeps {@code home}, reads nothing yet. */
    @Activate
    public CatalogCheckup(@Reference Home home) {
        this.home = home;
    }

    @Override
    public String subject() {
        return "catalogue";
    }

    @Override
    public List<Finding> examine() {
        Path folder = home.catalog().resolve("search");
        if (!Files.isDirectory(folder)) {
            return List.of(nothingYet());
        }
        List<Finding> findings = new ArrayList<>();
        if (!Files.isWritable(folder)) {
            findings.add(new Finding(
                    Severity.WARNING,
                    "The search index in " + folder + " cannot be written, so every start makes it again in memory.",
                    ""));
        }
        findings.add(examine(folder));
        return findings;
    }

    private static Finding nothingYet() {
        return Finding.good("There is no search index yet; the first search makes it.");
    }

    private static Finding examine(Path folder) {
        try (IndexFiles files = IndexFiles.onDisk(folder)) {
            View view = files.open();
            if (view == null) {
                return nothingYet();
            }
            try {
                return describe(view);
            } finally {
                view.release();
            }
        } catch (IOException | RuntimeException e) {
            return new Finding(
                    Severity.WARNING,
                    "The search index is damaged; the next search throws it away and makes it again.",
                    REMEDY);
        }
    }

    private static Finding describe(View view) {
        int unread = view.unread().size();
        if (unread > 0) {
            return new Finding(
                    Severity.WARNING,
                    unread + (unread == 1 ? " package" : " packages")
                            + " could not be read for the search index, such as "
                            + view.unread().iterator().next() + ".",
                    REMEDY);
        }
        int packages = view.reader().numDocs();
        int registries = view.cursors().size();
        return Finding.good("The search index is whole: " + packages + (packages == 1 ? " package" : " packages")
                + " from " + registries + (registries == 1 ? " registry." : " registries."));
    }
}
