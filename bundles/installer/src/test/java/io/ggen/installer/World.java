package io.ggen.installer;

import io.ggen.api.Dependency;
import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Spec;
import io.ggen.api.Version;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Outcome;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolver;
import io.ggen.extractor.TarExtractor;
import io.ggen.installer.work.Checkpoints;
import io.ggen.lockfile.JsonLockfile;
import io.ggen.registry.file.FileRegistry;
import io.ggen.resolver.PubGrubResolver;
import io.ggen.roles.FixedRoles;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A home with a file registry and real parts, in a temporary folder. */
final class World {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final Home home;
    final WritableRegistry registry;
    final Path target;
    final List<String> warnings = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    final Progress progress = new Progress() {
        @Override
        public void warning(String sentence) {
            synchronized (warnings) {
                warnings.add(sentence);
            }
        }

        @Override
        public void note(String sentence) {
            synchronized (notes) {
                notes.add(sentence);
            }
        }
    };
    Consent consent = Consent.REFUSED;
    FakeNeighbours neighbours = new FakeNeighbours();
    Duration patience = Duration.ofSeconds(30);
    Resolver resolver = new PubGrubResolver(1_000_000);
    GenerationMarketplace market;

    World(Path home) {
        this.home = new Home(home);
        this.registry = registry(this.home);
        this.target = this.home.packages();
        this.market = market(registry);
    }

    static FileRegistry registry(Home home) {
        return new FileRegistry("home", home.registry(), true, sentence -> {}, Runnable::run);
    }

    GenerationMarketplace market(Object... registries) {
        return market("boot-1", Checkpoints.NONE, new TarExtractor(), registries);
    }

    GenerationMarketplace market(@Nullable String boot, Checkpoints points, Extractor extractor, Object... registries) {
        List<Object> providers = new ArrayList<>(List.of(registries));
        providers.add(resolver);
        providers.add(extractor);
        providers.add(new JsonLockfile());
        Roles roles = FixedRoles.of(providers.toArray());
        Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
        return new GenerationMarketplace(home, roles, clock, patience, Optional.ofNullable(boot), points, neighbours);
    }

    /** Publishes {@code "a 1.0.0 -> b ^1, c"} with a file that says what it is. */
    Release publish(String text) throws IOException {
        return publish(text, Tar.of("README", text, "bin/run.sh", "#!/bin/sh\n"));
    }

    Release publish(String text, Tar content) throws IOException {
        return publish(registry, text, content.bytes());
    }

    /** The same as a package of code. */
    Release publishCode(String text, Tar content) throws IOException {
        return publish(registry, manifest(text, Release.Kind.BUNDLE), content.bytes());
    }

    /** A package of code with one jar at its root. */
    Release publishCode(String text) throws IOException {
        return publishCode(text, Tar.of("README", text, "code.jar", "the code of " + text));
    }

    Release publish(WritableRegistry into, String text, byte[] archive) throws IOException {
        return publish(into, manifest(text), archive);
    }

    private static Release publish(WritableRegistry into, Manifest manifest, byte[] archive) throws IOException {
        Path file = Files.createTempFile("world", ".tar.gz");
        Files.write(file, archive);
        Release release = into.publish(new WritableRegistry.Draft(manifest, file, 0));
        Files.delete(file);
        return release;
    }

    static Manifest manifest(String text) {
        return manifest(text, Release.Kind.FILES);
    }

    private static Manifest manifest(String text, Release.Kind kind) {
        int arrow = text.indexOf("->");
        String[] head = (arrow < 0 ? text : text.substring(0, arrow)).strip().split(" ", -1);
        List<Dependency> dependencies = new ArrayList<>();
        StringBuilder json = new StringBuilder();
        if (arrow >= 0) {
            for (String one : text.substring(arrow + 2).strip().split(", *", -1)) {
                String[] parts = one.split(" ", 2);
                Range range = Range.parse(parts.length == 1 ? "latest" : parts[1]);
                dependencies.add(new Dependency(
                        Spec.parse(parts[0]).name(), Spec.parse(parts[0]).publisher(), range));
                json.append(json.isEmpty() ? "" : ",").append("\"" + parts[0] + "\":\"" + range + "\"");
            }
        }
        return new Manifest(
                new PackageName(head[0]),
                Version.parse(head[1]),
                "",
                "",
                kind,
                dependencies,
                List.of(),
                List.of(),
                "",
                "",
                "",
                "",
                List.of(),
                "{\"name\":\"" + head[0] + "\",\"version\":\"" + head[1] + "\",\"kind\":\"" + kind.word()
                        + "\",\"dependencies\":{" + json + "}}");
    }

    InstallOptions options() {
        return InstallOptions.into(target).with(consent);
    }

    Outcome install(String... specs) {
        return install(options(), specs);
    }

    Outcome install(InstallOptions options, String... specs) {
        List<Spec> parsed = Stream.of(specs).map(Spec::parse).toList();
        return market.install(new InstallRequest(parsed, options), progress);
    }

    Outcome uninstall(String... names) {
        return market.uninstall(names(names), options(), progress);
    }

    Outcome update(String... names) {
        return market.update(names(names), options(), progress);
    }

    static Set<PackageName> names(String... names) {
        Set<PackageName> set = new TreeSet<>();
        for (String name : names) {
            set.add(new PackageName(name));
        }
        return set;
    }

    InstallOptions frozenInto(Path target) {
        return InstallOptions.into(target).with(Question.Options.DEFAULT.withFrozen(true));
    }

    InstallOptions into(Path target) {
        return InstallOptions.into(target);
    }

    InstallOptions force() {
        return new InstallOptions(target, null, true, false, null, Question.Options.DEFAULT);
    }

    InstallOptions dryRun() {
        return new InstallOptions(target, null, false, true, null, Question.Options.DEFAULT);
    }

    InstallOptions recording(Path universe) {
        return new InstallOptions(target, null, false, false, universe, Question.Options.DEFAULT);
    }

    void override(String json) throws IOException {
        Files.createDirectories(home.etc());
        Files.writeString(home.etc().resolve("overrides.json"), json);
    }

    /** {@code "b 1.0.0 -> 1.2.0, because …"} for each package that got another version. */
    static List<String> moves(Outcome outcome) {
        return outcome.installed().stream()
                .filter(item -> item.previous() != null)
                .map(item -> item.name() + " " + item.previous() + " -> " + item.version()
                        + (item.reason().isEmpty() ? "" : ", because " + item.reason()))
                .toList();
    }

    InstallOptions offline() {
        return InstallOptions.into(target).with(Question.Options.DEFAULT.withOffline(true));
    }

    InstallOptions lock(Path lock) {
        return new InstallOptions(target, lock, false, false, null, Question.Options.DEFAULT);
    }

    InstallOptions alone() {
        Question.Options choice = Question.Options.DEFAULT.withDependencies(false);
        return InstallOptions.into(target).with(choice);
    }

    static List<String> ids(List<Outcome.Item> items) {
        return items.stream().map(item -> item.name() + "@" + item.version()).toList();
    }

    List<String> installed() {
        return installed(target);
    }

    List<String> installed(Path target) {
        return market.installed(target).lock().packages().values().stream()
                .map(entry -> entry.id())
                .toList();
    }

    /** What users of a target see under its names: {@code NAME=first line of README}, dangling links left out. */
    static SortedMap<String, String> shown(Path target) throws IOException {
        SortedMap<String, String> shown = new TreeMap<>();
        if (!Files.exists(target)) {
            return shown;
        }
        try (Stream<Path> files = Files.find(target, 3, (path, attributes) -> true)) {
            for (Path path : files.sorted().toList()) {
                Path relative = target.relativize(path);
                if (!relative.startsWith(".ggen")
                        && Files.isSymbolicLink(path)
                        && Files.exists(path.resolve("README"))) {
                    shown.put(relative.toString(), Files.readString(path.resolve("README")));
                }
            }
        }
        return shown;
    }

    /** Links in a target that lead nowhere. */
    static List<String> dangling(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(path -> Files.isSymbolicLink(path) && !Files.exists(path))
                    .map(Path::toString)
                    .toList();
        }
    }

    /** Every file under {@code folder} but lock files, with its content or what it links to. */
    static SortedMap<String, String> snapshot(Path folder) throws IOException {
        SortedMap<String, String> snapshot = new TreeMap<>();
        if (!Files.exists(folder)) {
            return snapshot;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.toList()) {
                String name = folder.relativize(path).toString();
                if (Files.isSymbolicLink(path)) {
                    snapshot.put(name, "-> " + Files.readSymbolicLink(path));
                } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !name.endsWith("lock")) {
                    snapshot.put(
                            name,
                            Files.size(path) < 100_000
                                    ? Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1)
                                    : "large");
                }
            }
        }
        return snapshot;
    }

    /** What killed or failed operations would leave behind. */
    List<String> leftovers() throws IOException {
        List<String> leftovers = new ArrayList<>();
        Path tmp = home.store().resolve("tmp");
        if (Files.exists(tmp)) {
            try (Stream<Path> files = Files.list(tmp)) {
                files.filter(path -> !path.toString().endsWith(".lock"))
                        .forEach(path -> leftovers.add(path.toString()));
            }
        }
        int current = market.installed(target).generation();
        Path generations = target.resolve(".ggen/generations");
        if (Files.exists(generations)) {
            try (Stream<Path> files = Files.list(generations)) {
                files.filter(path -> !path.getFileName().toString().matches("[0-9]+")
                                || Integer.parseInt(path.getFileName().toString()) > current)
                        .forEach(path -> leftovers.add(path.toString()));
            }
        }
        if (Files.exists(target)) {
            leftovers.addAll(dangling(target));
        }
        return leftovers;
    }

    /** The tree that {@code TARGET/NAME} shows. */
    Path tree(String name) throws IOException {
        return target.resolve(name).toRealPath();
    }
}
