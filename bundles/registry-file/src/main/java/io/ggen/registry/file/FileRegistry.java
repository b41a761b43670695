package io.ggen.registry.file;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import io.ggen.api.registry.WritableRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A registry in a folder. What it answers is read from the index of the name asked and from nothing else; indexes that
 * are missing, damaged or older than their folder are built again from it, with a warning.
 */
public class FileRegistry implements WritableRegistry {
    static final int CACHED_RELEASES = 100_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String id;
    private final Layout layout;
    private final Consumer<String> warnings;
    private final Workspace workspace;
    private final Journal journal;
    private final Tree tree;
    private final FolderScan scan;
    private final IndexStore indexes;
    private final WholeIndex whole;
    private final Lookup lookup;
    private final Clock clock;
    private final AtomicBoolean cleaned = new AtomicBoolean();

    /**
     * A registry that reads nothing before it is asked.
     *
     * @param id its name, which no other registry has
     * @param root its folder
     * @param mayBeMissing whether a folder that is not there means an empty registry, rather than one out of reach
     * @param warnings hears, in one sentence each, what users should know; called from any thread
     * @param helper runs half of a lookup of many names
     */
    public FileRegistry(String id, Path root, boolean mayBeMissing, Consumer<String> warnings, Executor helper) {
        this(id, root, mayBeMissing, warnings, helper, Clock.systemUTC());
    }

    /** Like {@link #FileRegistry(String, Path, boolean, Consumer, Executor)}, with a clock to judge the times of records by. */
    public FileRegistry(
            String id, Path root, boolean mayBeMissing, Consumer<String> warnings, Executor helper, Clock clock) {
        this(id, new Layout(root), mayBeMissing, warnings, helper, Journal.LIMIT, clock);
    }

    FileRegistry(
            String id,
            Layout layout,
            boolean mayBeMissing,
            Consumer<String> warnings,
            Executor helper,
            long journalLimit,
            Clock clock) {
        this.id = id;
        this.layout = layout;
        this.warnings = warnings;
        this.clock = clock;
        workspace = new Workspace(layout);
        journal = new Journal(layout, journalLimit);
        tree = new Tree(layout);
        scan = new FolderScan(layout, tree, clock);
        indexes = new IndexStore(layout, workspace, tree, scan, journal, warnings);
        whole = new WholeIndex(layout, new Once(warnings));
        lookup = new Lookup(layout, indexes, whole, new IndexCache(CACHED_RELEASES), mayBeMissing, helper);
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        if (cleaned.compareAndSet(false, true)) {
            workspace.clean();
        }
        return CompletableFuture.completedFuture(lookup.answers(names, deadline));
    }

    @Override
    public List<Source> sources(Release release) {
        Path usual = layout.archive(release.name(), release.version());
        Stamp stamp = Stamp.of(usual);
        if (stamp != null && stamp.size() == release.archive().size() && Files.isRegularFile(usual)) {
            return List.of(new FileSource(usual));
        }
        try {
            NameIndex index = lookup.full(release.name(), Deadline.in(PATIENCE));
            Entry entry = index == null ? null : index.entry(release.version());
            Path file = entry == null ? null : layout.inside(entry.tarball());
            return entry != null
                            && file != null
                            && release.archive().equals(entry.archive())
                            && Files.isRegularFile(file)
                    ? List.of(new FileSource(file))
                    : List.of();
        } catch (Damaged | IOException e) {
            return List.of();
        }
    }

    @Override
    public Optional<Manifest> manifest(Release release) {
        Path file = layout.manifest(release.name(), release.version());
        try {
            byte[] text = Json.bytesIfThere(file, Json.LARGEST_MANIFEST);
            return text == null
                    ? Optional.empty()
                    : Optional.of(ManifestReader.read(text).manifest());
        } catch (Damaged e) {
            warnings.accept(layout.shown(file) + " is damaged (" + e.why() + ") and was passed over.");
        } catch (IOException e) {
            warnings.accept(layout.shown(file) + " was passed over because " + Failures.reason(e) + ".");
        }
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> record(Release release) {
        return release.publisher().isLocal()
                ? Optional.empty()
                : envelope(layout.record(release.name(), release.version()));
    }

    @Override
    public Optional<byte[]> head(PackageName name, PublisherId publisher) {
        return publisher.isLocal() ? Optional.empty() : envelope(layout.head(name, publisher));
    }

    private Optional<byte[]> envelope(Path file) {
        try {
            return Optional.ofNullable(RecordCheck.envelope(file));
        } catch (Damaged e) {
            warnings.accept(layout.shown(file) + " is damaged (" + e.why() + ") and was passed over.");
        } catch (IOException e) {
            warnings.accept(layout.shown(file) + " was passed over because " + Failures.reason(e) + ".");
        }
        return Optional.empty();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String location() {
        return layout.root().toString();
    }

    @Override
    public Changes changesSince(String cursor) {
        if (lookup.fault() != null) {
            return new Changes(false, Set.of(), cursor);
        }
        Cursor then = Cursor.parse(cursor);
        Cursor now = Cursor.now(layout, journal);
        if (now.equals(then)) {
            return new Changes(false, Set.of(), cursor);
        }
        workspace.settle();
        now = Cursor.now(layout, journal);
        try {
            if (then != null
                    && !now.journal().isEmpty()
                    && then.journal().equals(now.journal())
                    && then.whole().equals(now.whole())) {
                Set<PackageName> names = journal.changes(then.length(), now.length(), then.rootTime(), now.rootTime());
                if (names != null) {
                    return new Changes(false, names, now.toString());
                }
            }
            Set<PackageName> all = new HashSet<>(tree.names());
            all.addAll(whole.names());
            return new Changes(true, all, now.toString());
        } catch (IOException e) {
            throw Failures.problem("Reading the registry " + layout.root(), e, "nothing was changed");
        }
    }

    @Override
    public List<Listing> describe(PackageName name) {
        try {
            NameIndex index = lookup.full(name, Deadline.in(PATIENCE));
            return index == null ? List.of() : index.listings();
        } catch (Damaged e) {
            throw Problem.of("The releases of " + name + " could not be read (" + e.why() + "); nothing was changed.")
                    .asException(e);
        } catch (IOException e) {
            throw Failures.problem("Reading the releases of " + name, e, "nothing was changed");
        }
    }

    @Override
    public Release publish(Draft draft) {
        return new Publication(layout, workspace, indexes, whole, journal, warnings, clock.instant()).publish(draft);
    }

    @Override
    public Release yank(PackageName name, Version version, boolean yanked) {
        return new Marks(layout, workspace, indexes, journal).yank(name, version, yanked);
    }

    @Override
    public void deprecate(PackageName name, String text) {
        new Marks(layout, workspace, indexes, journal).deprecate(name, text);
    }

    @Override
    public void keepHead(byte[] envelope) {
        new Heads(layout, workspace, tree, indexes).keep(envelope, clock.instant());
    }

    @Override
    public Reindexed reindex() {
        return new Reindexing(layout, workspace, tree, scan, indexes, whole, journal).run();
    }

    /** Looks at everything and changes nothing, for {@code ggen doctor}. */
    Examination examination() {
        return new Examination(id, layout, workspace, tree, indexes, lookup.fault(), clock.instant());
    }
}
