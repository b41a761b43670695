package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.PackageName;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.api.registry.WritableRegistry.Reindexed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes every index of a registry again, and the index of the whole. Others may read and write meanwhile. */
final class Reindexing {
    private static final String WHAT = "Reindexing";
    private static final String STATE = "every index is either as it was or complete";
    private static final int MOST_PROBLEMS = 1_000;

    private final Layout layout;
    private final Workspace workspace;
    private final Tree tree;
    private final FolderScan scan;
    private final IndexStore indexes;
    private final WholeIndex whole;
    private final Journal journal;
    private final List<String> problems = new ArrayList<>();
    private int unsaid;
    private int packages;
    private int releases;

    Reindexing(
            Layout layout,
            Workspace workspace,
            Tree tree,
            FolderScan scan,
            IndexStore indexes,
            WholeIndex whole,
            Journal journal) {
        this.layout = layout;
        this.workspace = workspace;
        this.tree = tree;
        this.scan = scan;
        this.indexes = indexes;
        this.whole = whole;
        this.journal = journal;
    }

    /** Does it; once for each instance. */
    Reindexed run() {
        try (Workspace.Writing writing = workspace.begin()) {
            try (PathLock alone = writing.alone()) {
                journal.prepare(writing);
            }
            Path made = writing.unfinished();
            try (JsonGenerator json = Json.FACTORY.createGenerator(made.toFile(), JsonEncoding.UTF8)) {
                json.writeStartObject();
                json.writeStringField("version", "1.0");
                json.writeObjectFieldStart("packages");
                all(json, writing);
                json.writeEndObject();
                json.writeEndObject();
                json.writeRaw('\n');
            }
            DurableFiles.sync(made);
            if (Files.size(made) > Json.LARGEST_WHOLE) {
                problem("registry/index.json was not written because it would be larger than " + Json.LARGEST_WHOLE
                        + " bytes.");
            } else {
                try (PathLock alone = writing.alone()) {
                    DurableFiles.replace(made, layout.whole());
                    DurableFiles.sync(layout.root());
                }
            }
        } catch (IOException e) {
            throw Failures.problem(WHAT, e, STATE);
        } catch (InterruptedException e) {
            throw Failures.stopped(WHAT, STATE);
        }
        if (unsaid > 0) {
            problems.add("There are " + unsaid + " more problems.");
        }
        return new Reindexed(packages, releases, problems);
    }

    private void problem(String sentence) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(sentence);
        } else {
            unsaid++;
        }
    }

    private void all(JsonGenerator json, Workspace.Writing writing) throws IOException, InterruptedException {
        Set<PackageName> folders = tree.names(this::problem);
        Set<PackageName> names = new TreeSet<>(folders);
        names.addAll(whole.names());
        for (PackageName name : names) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            NameIndex index = folders.contains(name) ? one(name, writing) : original(name);
            if (index != null && !index.entries().isEmpty()) {
                packages++;
                releases += index.entries().size();
                json.writeFieldName(name.value());
                IndexFormat.releases(json, index.entries());
            }
        }
    }

    /** What has to be equal before and after the archives of a name were read. */
    private record Seen(@Nullable Stamp index, @Nullable Stamp status, Set<String> versions) {}

    private Seen seen(PackageName name) throws IOException {
        return new Seen(Stamp.of(layout.index(name)), Stamp.of(layout.status(name)), tree.versions(name));
    }

    private NameIndex one(PackageName name, Workspace.Writing writing) throws IOException, InterruptedException {
        Seen before = seen(name);
        FolderScan.Scanned scanned = scan(name);
        try (PathLock alone = writing.alone()) {
            if (!before.equals(seen(name))) {
                scanned = scan(name);
            }
            scanned.problems().forEach(this::problem);
            write(scanned.index(), writing);
            return scanned.index();
        }
    }

    private FolderScan.Scanned scan(PackageName name) throws IOException {
        IndexStore.Look old = indexes.look(name, true);
        List<String> found = new ArrayList<>();
        if (old.index() == null && !old.missing()) {
            found.add("The index of " + name + " " + old.fault() + " and was built again from its folder.");
        }
        FolderScan.Scanned scanned = scan.scan(name, old.index(), true);
        found.addAll(scanned.problems());
        return new FolderScan.Scanned(scanned.index(), found);
    }

    private void write(NameIndex index, Workspace.Writing writing) throws IOException {
        PackageName name = index.name();
        byte[] now = IndexFormat.write(index);
        Path file = layout.index(name);
        if (Files.isRegularFile(file)
                && Files.size(file) == now.length
                && Arrays.equals(Files.readAllBytes(file), now)) {
            indexes.believe(index);
            return;
        }
        layout.requireInside(name);
        long time = Stamp.time(layout.root());
        journal.append(name, time, time);
        indexes.write(index, writing);
    }

    private @Nullable NameIndex original(PackageName name) throws IOException {
        try {
            NameIndex index = whole.find(name, true);
            if (index == null) {
                return null;
            }
            List<Entry> kept = new ArrayList<>();
            for (Entry entry : index.entries()) {
                Path file = layout.inside(entry.tarball());
                if (file != null && Files.isRegularFile(file)) {
                    kept.add(entry);
                } else {
                    problem(name + " " + entry.version() + " was left out: it is only in registry/index.json, and its"
                            + " archive is missing.");
                }
            }
            return new NameIndex(name, null, kept, Set.of());
        } catch (Damaged e) {
            problem(name + " was left out: registry/index.json is damaged (" + e.why() + ").");
            return null;
        }
    }
}
