package io.ggen.installer;

import io.ggen.api.Digest;
import io.ggen.api.Progress;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Installed;
import io.ggen.api.marketplace.Verification;
import io.ggen.installer.store.KeptRecord;
import io.ggen.installer.store.Store;
import io.ggen.installer.store.TreeCheck;
import io.ggen.installer.target.Links;
import io.ggen.installer.target.Target;
import io.ggen.installer.vouch.RecordCheck;
import io.ggen.installer.work.Failures;
import io.ggen.installer.work.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Reads every file that a target shows, and compares it with what was extracted, and the lock with what was signed. */
final class Verifying {
    private final Installed installed;
    private final Target target;
    private final Progress progress;
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger signed = new AtomicInteger();
    private final AtomicInteger unsigned = new AtomicInteger();
    private final Clock clock;
    private final SortedMap<String, List<Verification.Damage>> damages = new ConcurrentSkipListMap<>();

    Verifying(Installed installed, Clock clock, Progress progress) {
        this.clock = clock;
        this.installed = installed;
        this.target = new Target(installed.target());
        this.progress = progress;
    }

    Verification run() {
        List<Lock.Entry> entries = List.copyOf(installed.lock().packages().values());
        try {
            Workers.each(entries, Workers.usual(), entry -> {
                List<Verification.Damage> found = check(entry);
                if (!found.isEmpty()) {
                    damages.put(entry.id(), found);
                }
                progress.at("verifying", done.incrementAndGet(), entries.size());
            });
        } catch (InterruptedException e) {
            throw Failures.cancelled(Inspection.STATE).asException(e);
        } catch (IOException e) {
            throw Failures.problem(e, target.folder(), Inspection.STATE);
        }
        List<Verification.Damage> all = new ArrayList<>();
        damages.values().forEach(all::addAll);
        return new Verification(entries.size(), files.get(), signed.get(), unsigned.get(), all);
    }

    private List<Verification.Damage> check(Lock.Entry entry) throws IOException {
        Path shown = target.folder().resolve(entry.name().value());
        Optional<Path> tree = Links.tree(target, installed.generation(), entry.name());
        if (tree.isEmpty()) {
            return whole(entry, "has no link in the current generation");
        }
        if (!leadsTo(shown, tree.get())) {
            return whole(
                    entry,
                    Files.exists(shown, LinkOption.NOFOLLOW_LINKS)
                            ? "is not what the target shows under its name"
                            : "is missing from the target");
        }
        String name = String.valueOf(tree.get().getFileName());
        boolean isNamed = entry.integrity().algorithm() == Digest.Algorithm.MD5
                || Store.hexOf(name).equals(entry.integrity().hex());
        if (!isNamed) {
            return whole(entry, "is linked to another archive than the lock names");
        }
        TreeCheck.Result result = TreeCheck.compare(tree.get(), tree.get().resolveSibling(name + ".json"));
        files.addAndGet(result.files());
        List<Verification.Damage> found = new ArrayList<>(signature(entry, tree.get()));
        if (entry.publisher().isLocal() && result.differences().isEmpty()) {
            found.addAll(word(entry, tree.get()));
        }
        for (TreeCheck.Difference difference : result.differences()) {
            found.add(new Verification.Damage(entry.id(), difference.path(), difference.what()));
        }
        return found;
    }

    /** What is wrong with the record that was kept when the package came in. */
    private List<Verification.Damage> signature(Lock.Entry entry, Path tree) {
        if (entry.publisher().isLocal()) {
            unsigned.incrementAndGet();
            return List.of();
        }
        byte[] envelope = KeptRecord.read(tree, entry.publisher(), entry.id());
        if (envelope == null) {
            return whole(entry, "has lost its signed record");
        }
        String misfit = new RecordCheck(envelope, clock.instant())
                .misfit(entry.name(), entry.version(), entry.publisher(), entry.integrity());
        if (misfit != null) {
            return whole(entry, "has a signed record that does not hold: " + misfit);
        }
        signed.incrementAndGet();
        return List.of();
    }

    /** What is wrong with an unsigned package whose files are all well: whether a registry has it is kept beside them. */
    private static List<Verification.Damage> word(Lock.Entry entry, Path tree) {
        return KeptRecord.unsigned(entry.id()).isKept(tree)
                ? List.of()
                : whole(entry, "has this archive by the lock alone: no registry is known to have said so");
    }

    /** Whether a user who opens {@code shown} gets to {@code tree}; a tree that is gone is told elsewhere. */
    private static boolean leadsTo(Path shown, Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return Files.isSymbolicLink(shown);
        }
        return Files.exists(shown) && shown.toRealPath().equals(tree.toRealPath());
    }

    private static List<Verification.Damage> whole(Lock.Entry entry, String what) {
        return List.of(new Verification.Damage(entry.id(), "", what));
    }
}
