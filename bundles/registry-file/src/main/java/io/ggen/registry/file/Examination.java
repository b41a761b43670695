package io.ggen.registry.file;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.PackageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks through a registry for {@code ggen doctor}: every index, record and head, and every archive, but not
 * its content. */
final class Examination {
    private static final String REINDEX = "ggen registry reindex";
    private static final int MOST = 20;

    private final String id;
    private final Layout layout;
    private final Workspace workspace;
    private final Tree tree;
    private final IndexStore indexes;
    private final @Nullable String fault;
    private final Instant now;
    private final List<Finding> findings = new ArrayList<>();
    private int more;

    Examination(
            String id,
            Layout layout,
            Workspace workspace,
            Tree tree,
            IndexStore indexes,
            @Nullable String fault,
            Instant now) {
        this.id = id;
        this.layout = layout;
        this.workspace = workspace;
        this.tree = tree;
        this.indexes = indexes;
        this.fault = fault;
        this.now = now;
    }

    /** Looks; once for each instance. */
    List<Finding> run() {
        if (fault != null) {
            return List.of(new Finding(
                    Severity.BROKEN,
                    "The registry '" + id + "' cannot be asked: " + fault + ".",
                    "ggen registry list"));
        }
        if (!Files.isDirectory(layout.root())) {
            return List.of(
                    Finding.good("The registry '" + id + "' is empty; its folder is made at the first publish."));
        }
        int releases = 0;
        int packages = 0;
        try {
            for (PackageName name : tree.names(problem -> found(Severity.WARNING, problem, REINDEX))) {
                int found = one(name);
                releases += found;
                packages += found > 0 ? 1 : 0;
            }
        } catch (IOException e) {
            found(Severity.BROKEN, "The registry '" + id + "' cannot be read: " + Failures.reason(e) + ".", "");
        }
        if (workspace.leftovers() > 0) {
            found(
                    Severity.WARNING,
                    "The registry '" + id + "' holds unfinished work of " + workspace.leftovers()
                            + " writers; it goes by itself when nobody writes.",
                    "");
        }
        if (!Files.isWritable(layout.root())) {
            found(Severity.WARNING, "The registry '" + id + "' at " + layout.root() + " cannot be written to.", "");
        }
        if (more > 0) {
            findings.add(new Finding(Severity.WARNING, "There are " + more + " more findings.", REINDEX));
        }
        if (findings.isEmpty()) {
            return List.of(Finding.good(
                    "The registry '" + id + "' has " + packages + " packages with " + releases + " releases."));
        }
        return List.copyOf(findings);
    }

    private void found(Severity severity, String sentence, String next) {
        if (findings.size() < MOST) {
            findings.add(new Finding(severity, sentence, next));
        } else {
            more++;
        }
    }

    private int one(PackageName name) throws IOException {
        IndexStore.Look look = indexes.look(name, false);
        if (!look.fault().isEmpty()) {
            found(Severity.WARNING, "The index of " + name + " " + look.fault() + ".", REINDEX);
        }
        NameIndex index = look.index();
        if (index == null) {
            return 0;
        }
        for (String skipped : index.skipped()) {
            found(
                    Severity.WARNING,
                    name + " " + skipped + " is in the registry but could not be taken into its index.",
                    REINDEX);
        }
        for (Entry entry : index.entries()) {
            archive(name, entry);
        }
        new RecordExamination(layout, now, problem -> found(Severity.WARNING, problem, "")).examine(index);
        return index.entries().size();
    }

    private void archive(PackageName name, Entry entry) {
        Path file = layout.inside(entry.tarball());
        Stamp stamp = file == null ? null : Stamp.of(file);
        if (stamp == null) {
            found(Severity.BROKEN, name + " " + entry.version() + " has no archive any more.", REINDEX);
        } else if (entry.archive() != null && stamp.size() != entry.archive().size()) {
            found(
                    Severity.BROKEN,
                    "The archive of " + name + " " + entry.version() + " has " + stamp.size() + " bytes instead of "
                            + entry.archive().size() + ".",
                    "");
        }
    }
}
