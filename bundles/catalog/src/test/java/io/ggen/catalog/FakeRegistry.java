package io.ggen.catalog;

import io.ggen.api.Archive;
import io.ggen.api.Digest;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A registry in memory that numbers its changes and counts how often it is asked. */
final class FakeRegistry implements BrowsableRegistry {
    final AtomicInteger described = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean failing;
    volatile boolean remote;
    volatile Predicate<String> unreadable = name -> false;
    volatile Runnable onDescribe = () -> {};

    private static final Digest DIGEST = Digest.parse("sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");

    private final String id;
    private final Map<PackageName, List<Listing>> packages = new ConcurrentHashMap<>();
    private final List<PackageName> changed = new ArrayList<>();

    FakeRegistry(String id) {
        this.id = id;
    }

    /** Begins a package: {@code registry.has("a/b", "1.0.0").title("B").tags("x")}. */
    Words has(String name, String version) {
        return new Words(new PackageName(name), Version.parse(version)).save();
    }

    void lacks(String name) {
        packages.remove(new PackageName(name));
        note(new PackageName(name));
    }

    private synchronized void note(PackageName name) {
        changed.add(name);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean needsNetwork() {
        return remote;
    }

    @Override
    public synchronized Changes changesSince(String cursor) {
        asked.incrementAndGet();
        if (failing) {
            throw new IllegalStateException("this registry is out of order");
        }
        String now = String.valueOf(changed.size());
        if (cursor.isEmpty()) {
            return new Changes(true, packages.keySet(), now);
        }
        return new Changes(false, new HashSet<>(changed.subList(Integer.parseInt(cursor), changed.size())), now);
    }

    @Override
    public List<Listing> describe(PackageName name) {
        described.incrementAndGet();
        onDescribe.run();
        if (unreadable.test(name.value())) {
            throw new IllegalStateException(name + " is damaged");
        }
        return packages.getOrDefault(name, List.of());
    }

    @Override
    public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public List<Source> sources(Release release) {
        return List.of();
    }

    @Override
    public Optional<Manifest> manifest(Release release) {
        return Optional.empty();
    }

    /** One release being described; every call is saved at once. */
    final class Words {
        private final PackageName name;
        private final Version version;
        private String publisher = "local";
        private String title = "";
        private String description = "";
        private String author = "";
        private List<String> categories = List.of();
        private List<String> tags = List.of();
        private List<String> keywords = List.of();
        private boolean yanked;

        private Words(PackageName name, Version version) {
            this.name = name;
            this.version = version;
        }

        Words title(String text) {
            title = text;
            return save();
        }

        Words description(String text) {
            description = text;
            return save();
        }

        Words author(String text) {
            author = text;
            return save();
        }

        Words category(String... texts) {
            categories = List.of(texts);
            return save();
        }

        Words tags(String... texts) {
            tags = List.of(texts);
            return save();
        }

        Words keywords(String... texts) {
            keywords = List.of(texts);
            return save();
        }

        Words yanked() {
            yanked = true;
            return save();
        }

        /** Moves the release to a publisher. */
        Words by(String text) {
            drop();
            publisher = text;
            return save();
        }

        private void drop() {
            packages.computeIfPresent(name, (key, all) -> without(all));
        }

        private List<Listing> without(List<Listing> all) {
            List<Listing> others = new ArrayList<>(all);
            others.removeIf(other -> other.release().version().equals(version)
                    && other.release().publisher().value().equals(publisher));
            return others;
        }

        private Words save() {
            Release release = new Release(
                    name,
                    version,
                    new PublisherId(publisher),
                    Release.Kind.FILES,
                    List.of(),
                    new Archive(DIGEST, 1),
                    yanked,
                    null);
            Listing listing = new Listing(release, title, description, categories, tags, keywords, author, "MIT", 0);
            packages.compute(name, (key, all) -> {
                List<Listing> next = without(all == null ? List.of() : all);
                next.add(listing);
                next.sort((a, b) -> b.release().version().compareTo(a.release().version()));
                return next;
            });
            note(name);
            return this;
        }
    }
}
