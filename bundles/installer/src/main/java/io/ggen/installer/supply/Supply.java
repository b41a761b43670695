package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.files.PathLock;
import io.ggen.api.lockfile.Lock;
import io.ggen.installer.store.CodeMark;
import io.ggen.installer.store.KeptRecord;
import io.ggen.installer.store.Store;
import io.ggen.installer.store.TreeCheck;
import io.ggen.installer.store.Workspace;
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.vouch.RecordCheck;
import io.ggen.installer.vouch.Vouching;
import io.ggen.installer.work.Checkpoints;
import io.ggen.installer.work.Workers;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the store has a tree for each package wanted: looks there, then checks what was signed, fetches, verifies
 * and extracts.
 */
public final class Supply {
    private final Roles roles;
    private final Store store;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Neighbours neighbours;

    /** For one home. */
    public Supply(Roles roles, Store store, Checkpoints checkpoints, Clock clock, Neighbours neighbours) {
        this.neighbours = neighbours;
        this.clock = clock;
        this.roles = roles;
        this.store = store;
        this.checkpoints = checkpoints;
    }

    /** Says what registries know of packages of which only the lock was read. */
    @FunctionalInterface
    public interface Finder {
        /** The release of each of {@code needs}; fails if there is none, or if it is not what the lock says. */
        Map<PackageName, Release> find(List<Need> needs) throws InterruptedException;
    }

    /** Trees for all {@code needs}. Asks {@code finder} only for what is not in the store, or not known to be what is there. */
    public Supplied provide(List<Need> needs, Finder finder, Terms terms) throws IOException, InterruptedException {
        int format = needs.isEmpty()
                ? 0
                : roles.<Extractor, Integer, RuntimeException>call(Extractor.class, Extractor::format);
        Round round = new Round(finder, terms, format);
        boolean done = false;
        try {
            if (terms.claim()) {
                round.claim(needs);
            }
            round.look(needs);
            round.ask();
            round.extract();
            Set<PackageName> code = round.code(needs);
            done = true;
            return new Supplied(round.trees, round.digests, code, round.epoch, terms.claim(), round.workspace);
        } finally {
            if (!done && round.workspace != null) {
                round.workspace.close();
            }
        }
    }

    private final class Round {
        private final Finder finder;
        private final Terms terms;
        private final int format;
        private final Map<PackageName, String> trees = new ConcurrentHashMap<>();
        private final Map<PackageName, Digest> digests = new HashMap<>();
        private final List<Need> missing = new ArrayList<>();
        private final List<Need> unvouched = new ArrayList<>();
        private final Set<String> damaged = ConcurrentHashMap.newKeySet();
        private final Set<String> checked = ConcurrentHashMap.newKeySet();
        private List<Job> jobs = List.of();
        private boolean hasSuspects;
        private String epoch = "";
        private @Nullable Workspace workspace;

        Round(Finder finder, Terms terms, int format) {
            this.finder = finder;
            this.terms = terms;
            this.format = format;
        }

        /** From here on gc spares what is there, and what will be. */
        void claim(List<Need> needs) throws IOException {
            List<String> names = new ArrayList<>();
            for (Need need : needs) {
                if (need.sha256() != null) {
                    names.add(Store.treeName(need.sha256(), format));
                }
            }
            workspace().claim(names);
        }

        private Workspace workspace() throws IOException {
            if (workspace == null) {
                workspace = store.workspace();
            }
            return workspace;
        }

        void look(List<Need> needs) throws IOException, InterruptedException {
            List<Need> doubtful = new ArrayList<>();
            try (PathLock share = store.share()) {
                epoch = store.epoch();
                Set<String> suspects = store.unsettled().suspects();
                hasSuspects = !suspects.isEmpty();
                for (Need need : needs) {
                    Digest sha256 = need.sha256();
                    String tree = sha256 == null ? "" : Store.treeName(sha256, format);
                    if (sha256 == null || need.md5() != null || !store.hasTree(tree)) {
                        missing.add(need);
                    } else {
                        take(need, sha256, tree);
                        if (!isVouched(need, sha256, tree)) {
                            unvouched.add(need);
                        }
                        if (terms.force() || suspects.contains(tree)) {
                            doubtful.add(need);
                        }
                    }
                }
            }
            check(doubtful);
        }

        /**
         * Whether no registry is to be asked: one said before that just this archive is this very package, and what its
         * publisher signed, if anything, was checked then. What a lock says is no reason to believe it.
         */
        private boolean isVouched(Need need, Digest sha256, String tree) {
            if (!need.settled()) {
                return false;
            }
            Lock.Entry now = terms.current().packages().get(need.name());
            boolean isCurrent = now != null
                    && now.version().equals(need.version())
                    && now.publisher().equals(need.publisher())
                    && now.integrity().equals(sha256);
            if (isCurrent && !terms.force()) {
                return true;
            }
            if (need.publisher().isLocal()) {
                return KeptRecord.unsigned(need.id()).isKept(store.tree(tree));
            }
            byte[] kept = KeptRecord.read(store.tree(tree), need.publisher(), need.id());
            return kept != null
                    && new RecordCheck(kept, clock.instant(), neighbours.memo())
                                    .misfit(need.name(), need.version(), need.publisher(), sha256)
                            == null;
        }

        private void take(Need need, Digest sha256, String tree) {
            trees.put(need.name(), tree);
            digests.put(need.name(), sha256);
        }

        private void check(List<Need> doubtful) throws IOException, InterruptedException {
            AtomicLong done = new AtomicLong();
            Workers.each(doubtful, Workers.usual(), need -> {
                String tree = treeOf(need);
                if (TreeCheck.of(store, tree).isGood()) {
                    checked.add(tree);
                } else {
                    damaged.add(tree);
                }
                terms.progress().at("verifying", done.incrementAndGet(), doubtful.size());
            });
            for (Need need : doubtful) {
                if (damaged.contains(treeOf(need))) {
                    missing.add(need);
                    unvouched.remove(need);
                }
            }
        }

        /** The packages of kind {@code bundle}, by what registries say or, where none was asked, by what was said of them before. */
        Set<PackageName> code(List<Need> needs) throws IOException, InterruptedException {
            Map<PackageName, Release> asked = new HashMap<>();
            for (Job job : jobs) {
                asked.put(job.need().name(), job.release());
            }
            Set<PackageName> code = new HashSet<>();
            CodeMark marks = new CodeMark(store);
            for (Need need : needs) {
                Release release = need.release() == null ? asked.get(need.name()) : need.release();
                if (release == null) {
                    if (marks.isSet(treeOf(need), need.publisher(), need.id())) {
                        code.add(need.name());
                    }
                } else if (release.kind() == Release.Kind.BUNDLE) {
                    marks.set(treeOf(need), need.publisher(), need.id());
                    code.add(need.name());
                }
            }
            return code;
        }

        private String treeOf(Need need) {
            return String.valueOf(trees.get(need.name()));
        }

        void ask() throws IOException, InterruptedException {
            List<Need> unknown = new ArrayList<>();
            List<Need> all = new ArrayList<>(missing);
            all.addAll(unvouched);
            for (Need need : all) {
                if (need.release() == null) {
                    unknown.add(need);
                }
            }
            Map<PackageName, Release> found = unknown.isEmpty() ? Map.of() : finder.find(unknown);
            jobs = new ArrayList<>(all.size());
            for (int i = 0; i < all.size(); i++) {
                Need need = all.get(i);
                Release release = need.release() == null ? found.get(need.name()) : need.release();
                if (release == null) {
                    throw new IllegalStateException("nothing was found for " + need.id());
                }
                String tree = Store.treeName(release.archive().digest(), format);
                take(need, release.archive().digest(), tree);
                boolean there = i >= missing.size() || (need.md5() != null && !terms.force() && isThere(tree));
                jobs.add(new Job(need.with(release), release, tree, damaged.contains(tree), there));
            }
        }

        /** Whether a tree of which only an old lock speaks is there to stay. */
        private boolean isThere(String tree) throws IOException, InterruptedException {
            workspace().claim(List.of(tree));
            try (PathLock share = store.share()) {
                return store.hasTree(tree);
            }
        }

        void extract() throws IOException, InterruptedException {
            if (!jobs.isEmpty()) {
                Set<String> names = new HashSet<>();
                Set<String> fresh = new HashSet<>();
                for (Job job : jobs) {
                    names.add(job.tree());
                    if (!job.isThere()) {
                        fresh.add(job.tree());
                    }
                }
                workspace().claim(names);
                store.unsettled().begin(fresh);
                checkpoints.reached("unsettled written");
                Vouching vouching = new Vouching(roles, clock, neighbours, terms.state());
                Extraction extraction = new Extraction(roles, store, workspace(), terms, fresh, vouching, checkpoints);
                trees.putAll(extraction.run(jobs));
            }
            if (hasSuspects) {
                for (Job job : jobs) {
                    checked.add(treeOf(job.need()));
                }
                store.unsettled().settle(checked::contains);
            }
        }
    }
}
