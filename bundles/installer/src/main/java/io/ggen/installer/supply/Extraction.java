package io.ggen.installer.supply;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.installer.store.KeptRecord;
import io.ggen.installer.store.NewTree;
import io.ggen.installer.store.Placing;
import io.ggen.installer.store.Store;
import io.ggen.installer.store.Workspace;
import io.ggen.installer.vouch.Vouched;
import io.ggen.installer.vouch.Vouching;
import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Workers;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Checks the records of, fetches, verifies and extracts the archives of one operation, a few at a time. */
final class Extraction {
    private final Roles roles;
    private final Store store;
    private final Workspace workspace;
    private final Terms terms;
    private final Set<String> listed;
    private final Checkpoints checkpoints;
    private final Vouching vouching;
    private final Archives archives;
    private final Placing placing;
    private final Map<PackageName, String> trees = new ConcurrentHashMap<>();
    private final Set<String> begun = new HashSet<>();

    /** {@code listed}: the trees that are on the list of unsettled ones already. */
    Extraction(
            Roles roles,
            Store store,
            Workspace workspace,
            Terms terms,
            Set<String> listed,
            Vouching vouching,
            Checkpoints checkpoints) {
        this.vouching = vouching;
        this.listed = listed;
        this.roles = roles;
        this.store = store;
        this.workspace = workspace;
        this.terms = terms;
        this.checkpoints = checkpoints;
        this.archives = new Archives(roles, store, workspace, terms);
        this.placing = new Placing(store, workspace);
    }

    /** Does all {@code jobs}, and says which tree each package got. */
    Map<PackageName, String> run(List<Job> jobs) throws IOException, InterruptedException {
        AtomicLong done = new AtomicLong();
        terms.progress().at("extracting", 0, jobs.size());
        Workers.each(jobs, Workers.usual(), job -> {
            run(job);
            terms.progress().at("extracting", done.incrementAndGet(), jobs.size());
        });
        placing.finish();
        return trees;
    }

    private void run(Job job) throws IOException, InterruptedException {
        Vouched vouched = vouching.check(job.release());
        if (!job.needsArchive()) {
            adopt(job, vouched);
            return;
        }
        try (Verified archive = archives.verified(job.release(), job.need().md5())) {
            checkpoints.reached("archive verified");
            if (job.isThere()) {
                adopt(job, vouched);
            } else {
                extract(job, archive, vouched);
            }
        }
    }

    /** Takes a tree that came in as another package, or before what vouches for this one was kept. */
    private void adopt(Job job, @Nullable Vouched vouched) throws IOException {
        Path tree = store.tree(job.tree());
        KeptRecord record = record(job, vouched);
        if (!record.isKept(tree)) {
            InnerManifest.check(job.release(), tree, terms.state());
            placing.keep(record, job.tree());
        }
    }

    private static KeptRecord record(Job job, @Nullable Vouched vouched) {
        String id = job.release().id();
        return vouched == null
                ? KeptRecord.unsigned(id)
                : new KeptRecord(job.release().publisher(), id, vouched.envelope());
    }

    private void extract(Job job, Verified archive, @Nullable Vouched vouched)
            throws IOException, InterruptedException {
        Limits limits = vouched == null ? Limits.DEFAULT : vouched.limits();
        Unpacked unpacked = roles.<Extractor, Unpacked, IOException>call(Extractor.class, extractor -> {
            Path folder = workspace.freshFolder();
            Tree tree = extractor.extract(
                    archive.stream(), archive.size(), job.need().id(), folder, limits);
            if (tree == null) {
                throw Problem.of(
                                "the extractor does not work: it does not say what it made of "
                                        + job.need().id() + "; " + terms.state() + ".",
                                "host:services")
                        .asException();
            }
            return new Unpacked(folder, tree, extractor.format());
        });
        try {
            archive.confirm();
        } catch (Mismatch e) {
            throw Problem.of("The archive of " + job.need().id() + " changed while it was read; " + terms.state() + ".")
                    .asException(e);
        }
        checkpoints.reached("extracted");
        if (vouched != null) {
            vouched.check(job.release(), unpacked.tree(), terms.state());
        }
        InnerManifest.check(job.release(), unpacked.folder(), terms.state());
        String name = Store.treeName(job.release().archive().digest(), unpacked.format());
        trees.put(job.need().name(), name);
        if (isFirst(name)) {
            if (!listed.contains(name)) {
                store.unsettled().begin(List.of(name));
            }
            Path sidecar = workspace.fresh();
            placing.add(NewTree.seal(
                    store, unpacked.folder(), unpacked.tree(), name, job.replaces(), sidecar, record(job, vouched)));
        } else {
            placing.keep(record(job, vouched), name);
        }
    }

    /** Two packages may come with the same archive; and a swapped extractor may make trees of another format. */
    private boolean isFirst(String name) {
        synchronized (begun) {
            return begun.add(name);
        }
    }

    private record Unpacked(Path folder, Tree tree, int format) {}
}
