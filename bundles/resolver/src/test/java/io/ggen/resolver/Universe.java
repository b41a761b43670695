package io.ggen.resolver;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Spec;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.api.resolver.Resolver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Registries in the reader's words: {@code a 1.0.0 -> b ^2.0.0, @P/c latest} is a release with two dependencies; behind the
 * version may stand {@code yanked}, {@code away} (its bytes are elsewhere) and {@code by PUBLISHER}. Writes down what it was asked.
 */
final class Universe implements KnownReleases {
    final List<Set<String>> asked = new ArrayList<>();

    private final Map<PackageName, List<Release>> releases = new HashMap<>();
    private final Set<Release> away = new HashSet<>();
    private final Map<PackageName, PublisherId> meant = new HashMap<>();
    private final Map<PackageName, Answer> silent = new HashMap<>();

    static Universe universe(String... lines) {
        Universe universe = new Universe();
        for (String line : lines) {
            universe.add(line);
        }
        return universe;
    }

    void add(String line) {
        Release release = release(line);
        add(release);
        if (line.split("->", 2)[0].contains(" away")) {
            away.add(release);
        }
    }

    static Release release(String line) {
        String[] halves = line.split("->", 2);
        String[] words = halves[0].strip().split(" +", -1);
        PublisherId publisher = PublisherId.LOCAL;
        boolean yanked = false;
        for (int i = 2; i < words.length; i++) {
            if (words[i].equals("by")) {
                publisher = new PublisherId(words[++i]);
            } else if (words[i].equals("yanked")) {
                yanked = true;
            } else if (!words[i].equals("away")) {
                throw new IllegalArgumentException(line);
            }
        }
        List<Dependency> dependencies = new ArrayList<>();
        if (halves.length == 2) {
            for (String dependency : halves[1].split(",", -1)) {
                dependencies.add(dependency(dependency));
            }
        }
        return release(new PackageName(words[0]), Version.parse(words[1]), publisher, dependencies, yanked);
    }

    static Release release(
            PackageName name, Version version, PublisherId publisher, List<Dependency> dependencies, boolean yanked) {
        Digest digest = Digest.sha256Of((publisher + "/" + name + "@" + version).getBytes(StandardCharsets.UTF_8));
        return new Release(
                name, version, publisher, Release.Kind.FILES, dependencies, new Archive(digest, 1), yanked, null);
    }

    /** {@code b ^2.0.0}, {@code @P/b ^2.0.0} or {@code b}. */
    static Dependency dependency(String text) {
        return Spec.parse(text.strip().replaceFirst(" +", "@")).asDependency();
    }

    void add(Release release) {
        releases.computeIfAbsent(release.name(), unused -> new ArrayList<>()).add(release);
    }

    /** From now on a bare {@code name} means the package of {@code publisher}. */
    Universe meaning(String name, String publisher) {
        meant.put(new PackageName(name), new PublisherId(publisher));
        return this;
    }

    @Override
    public @Nullable PublisherId meant(PackageName name) {
        return meant.get(name);
    }

    Universe silentAbout(String name, String reason) {
        silent.put(new PackageName(name), new Answer.Unavailable(reason));
        return this;
    }

    /** The same without some releases. */
    Universe without(Predicate<Release> gone) {
        Universe other = shuffled(0);
        other.releases.replaceAll((name, list) -> {
            List<Release> rest = new ArrayList<>(list);
            rest.removeIf(gone);
            return rest;
        });
        return other;
    }

    /** The same releases, a third of them elsewhere. */
    Universe partlyAway(Random random) {
        Universe other = shuffled(0);
        for (PackageName name : new TreeSet<>(releases.keySet())) {
            for (Release release : releasesOf(name)) {
                if (random.nextInt(3) == 0) {
                    other.away.add(release);
                }
            }
        }
        return other;
    }

    /** The same releases; registries answer in another order. */
    Universe shuffled(long seed) {
        Universe other = new Universe();
        Random random = new Random(seed);
        releases.forEach((name, list) -> {
            List<Release> shuffled = new ArrayList<>(list);
            Collections.shuffle(shuffled, random);
            other.releases.put(name, shuffled);
        });
        other.silent.putAll(silent);
        other.away.addAll(away);
        other.meant.putAll(meant);
        return other;
    }

    Set<PackageName> names() {
        return releases.keySet();
    }

    List<Release> releasesOf(PackageName name) {
        return releases.getOrDefault(name, List.of());
    }

    @Override
    public boolean isHere(Release release) {
        return !away.contains(release);
    }

    @Override
    public Map<PackageName, Answer> of(Set<PackageName> names) {
        Set<String> written = new TreeSet<>();
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            written.add(name.value());
            List<Release> found = releases.get(name);
            answers.put(
                    name,
                    silent.containsKey(name)
                            ? silent.get(name)
                            : found == null ? Answer.ABSENT : new Answer.Found(found));
        }
        asked.add(written);
        return answers;
    }

    /** A question, asked of a universe. */
    static Asking ask(String... roots) {
        List<Dependency> dependencies = new ArrayList<>();
        for (String root : roots) {
            dependencies.add(dependency(root));
        }
        return new Asking(Question.of(dependencies, Question.Options.DEFAULT));
    }

    record Asking(Question question) {
        Asking locked(Map<PackageName, Version> locked) {
            return new Asking(question.withLocked(locked));
        }

        /** {@code a 1.0.0} each. */
        Asking locked(String... locked) {
            Map<PackageName, Version> versions = new HashMap<>();
            for (String one : locked) {
                String[] words = one.split(" ", -1);
                versions.put(new PackageName(words[0]), Version.parse(words[1]));
            }
            return new Asking(question.withLocked(versions));
        }

        Asking unlocked(String... names) {
            Set<PackageName> unlocked = new HashSet<>();
            for (String name : names) {
                unlocked.add(new PackageName(name));
            }
            return new Asking(question.withUnlocked(unlocked));
        }

        Asking kept(String... names) {
            Set<PackageName> kept = new HashSet<>();
            for (String name : names) {
                kept.add(new PackageName(name));
            }
            return new Asking(question.withKept(kept));
        }

        /** {@code a ^1.0.0} each. */
        Asking overrides(String... overrides) {
            Map<PackageName, Range> ranges = new HashMap<>();
            for (String one : overrides) {
                Dependency dependency = dependency(one);
                ranges.put(dependency.name(), dependency.range());
            }
            return new Asking(question.withOverrides(ranges));
        }

        Asking with(Question.Options options) {
            return new Asking(question.with(options));
        }

        Resolution of(Universe universe) {
            return of(universe, new PubGrubResolver(PubGrubResolver.DEFAULT_STEPS));
        }

        Resolution of(Universe universe, Resolver resolver) {
            try {
                return resolver.resolve(question, universe);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The plan as {@code a 1.0.0} in order, a star behind what was asked for. */
        List<String> planOf(Universe universe) {
            Resolution resolution = of(universe);
            if (!(resolution instanceof Resolution.Solved solved)) {
                throw new AssertionError(resolution);
            }
            List<String> plan = new ArrayList<>();
            for (Plan.Step step : solved.plan().steps()) {
                Release release = step.release();
                plan.add(release.name() + " " + release.version()
                        + (release.publisher().isLocal() ? "" : " by " + release.publisher())
                        + (step.direct() ? "*" : ""));
            }
            return plan;
        }

        /** The message of the refusal. */
        String refusalOf(Universe universe) {
            return unsatisfiable(universe).message();
        }

        Resolution.Unsatisfiable unsatisfiable(Universe universe) {
            Resolution resolution = of(universe);
            if (resolution instanceof Resolution.Unsatisfiable unsatisfiable) {
                return unsatisfiable;
            }
            throw new AssertionError(resolution);
        }
    }
}
