package io.ggen.installer.supply;

import io.ggen.api.Digest;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.Source;
import io.ggen.installer.store.Store;
import io.ggen.installer.store.Workspace;
import io.ggen.installer.work.Failures;
import io.ggen.roles.Roles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the archive of a release and vouches for its bytes: in the store, else in a file, else from elsewhere. */
final class Archives {
    private final Roles roles;
    private final Store store;
    private final Workspace workspace;
    private final boolean offline;
    private final Map<String, String> fetch;
    private final Downloads downloads;
    private final String state;

    /** For one operation. */
    Archives(Roles roles, Store store, Workspace workspace, Terms terms) {
        this.roles = roles;
        this.store = store;
        this.workspace = workspace;
        this.offline = terms.offline();
        this.fetch = terms.fetch();
        this.downloads = new Downloads(terms.progress());
        this.state = terms.state();
    }

    /** The archive of {@code release}, verified. Fails with a problem that says where was looked and what was found. */
    Verified verified(Release release, @Nullable Digest md5) throws IOException {
        Search search = new Search(release, md5);
        search.tryFile(store.archive(release.archive().digest()), "the store");
        if (search.found == null) {
            askRegistries(release, search);
        }
        if (search.found == null) {
            throw search.problem();
        }
        return search.found;
    }

    private void askRegistries(Release release, Search search) throws IOException {
        Roles.Step<Registry, Boolean, IOException> step = registry -> {
            try {
                boolean isAsked = search.found == null && !(offline && registry.needsNetwork());
                List<Source> sources = isAsked ? registry.sources(release) : List.of();
                for (Source source : sources) {
                    search.trySource(source);
                }
            } catch (NullPointerException
                    | IllegalArgumentException
                    | UnsupportedOperationException
                    | IndexOutOfBoundsException
                    | ClassCastException e) {
                // its own fault, not its leaving, which is for its roles to judge
                search.missing.add("a registry that failed (" + Texts.shown(e.toString(), 200) + ")");
            }
            return search.found != null;
        };
        if (roles.callAll(Registry.class, step).isEmpty()) {
            roles.call(Registry.class, step);
        }
    }

    /** One search: what was found, or why each place would not do. */
    private final class Search {
        private final Release release;
        private final Expected expected;
        private final List<String> missing = new ArrayList<>();
        private @Nullable ProblemException mismatch;
        private @Nullable Verified found;

        Search(Release release, @Nullable Digest md5) {
            this.release = release;
            this.expected = new Expected(release.archive(), md5);
        }

        void trySource(Source source) throws IOException {
            if (found != null) {
                return;
            }
            Optional<Path> file = source.file();
            if (file.isPresent()) {
                tryFile(file.get(), file.get().toString());
            } else if (!offline) {
                download(source);
            }
        }

        void tryFile(Path file, String label) throws IOException {
            try {
                found = Verified.file(file, expected);
            } catch (Mismatch e) {
                mismatch = contradiction(label, e);
            } catch (NoSuchFileException | FileNotFoundException e) {
                missing.add(label);
            } catch (IOException e) {
                if (Failures.isInterruption(e)) {
                    throw e;
                }
                missing.add(label + " (" + Texts.shown(String.valueOf(e.getMessage())) + ")");
            }
        }

        private void download(Source source) throws IOException {
            Path copy = workspace.fresh();
            try (Downloads.Download download = downloads.begin(release.archive().size())) {
                source.copyTo(copy, release.archive().size() + 1, fetch, download);
            } catch (IOException e) {
                if (Failures.isInterruption(e)) {
                    throw e;
                }
                missing.add(source.description() + " (" + Texts.shown(String.valueOf(e.getMessage())) + ")");
                return;
            }
            tryFile(copy, source.description());
            if (found != null) {
                keep(copy);
            }
        }

        private void keep(Path copy) throws IOException {
            Path place = store.archive(release.archive().digest());
            DurableFiles.sync(copy);
            Path folder = place.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
                DurableFiles.replace(copy, place);
                DurableFiles.sync(folder);
            }
        }

        private ProblemException contradiction(String label, Mismatch e) {
            return Problem.of("The archive of " + release.id() + " in " + Texts.shown(label, 400) + " has " + e.found
                            + ", but " + e.expected + " is expected; " + state + ".")
                    .asException(e);
        }

        ProblemException problem() {
            if (mismatch != null) {
                return mismatch;
            }
            missing.remove("the store");
            String where = missing.isEmpty()
                    ? "no registry says where it is"
                    : "looked in " + Texts.shown(String.join(", ", missing), 600);
            return Problem.of("The archive of " + release.id() + " is missing (" + where + "); " + state + ".")
                    .asException();
        }
    }
}
