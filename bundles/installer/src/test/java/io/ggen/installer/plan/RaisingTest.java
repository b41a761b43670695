package io.ggen.installer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import io.ggen.resolver.PubGrubResolver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Raising one package in random universes, compared with asking for each of its versions with nobody kept. */
@SuppressWarnings("NullAway") // what is looked up in maps here has just been put there
class RaisingTest {
    private static final int PACKAGES = 7;
    private static final int VERSIONS = 4;
    private static final List<String> RANGES =
            List.of("*", "^1.0.0", "^2.0.0", ">=1.0.0", "<3.0.0", "1.0.0 || 3.0.0", ">=2.0.0");

    private final PubGrubResolver resolver = new PubGrubResolver(1_000_000);

    /** Some releases, and the resolver in office. */
    private final class World implements Asker, KnownReleases {
        final Map<PackageName, List<Release>> releases = new TreeMap<>();
        int asked;

        @Override
        public Resolution ask(Question question) throws InterruptedException {
            asked++;
            return resolver.resolve(question, this);
        }

        @Override
        public Map<PackageName, Answer> known(Set<PackageName> names) {
            return of(names);
        }

        @Override
        public Map<PackageName, Answer> of(Set<PackageName> names) {
            Map<PackageName, Answer> answers = new HashMap<>();
            for (PackageName name : names) {
                List<Release> known = releases.getOrDefault(name, List.of());
                answers.put(name, known.isEmpty() ? Answer.ABSENT : new Answer.Found(known));
            }
            return answers;
        }

        @Override
        public boolean isHere(Release release) {
            return true;
        }
    }

    private static PackageName name(int index) {
        return new PackageName("p" + index);
    }

    private World universe(Random random) {
        World world = new World();
        for (int p = 0; p < PACKAGES; p++) {
            List<Release> all = new ArrayList<>();
            for (int v = VERSIONS; v >= 1; v--) {
                List<Dependency> dependencies = new ArrayList<>();
                for (int d = p + 1; d < PACKAGES; d++) {
                    if (random.nextInt(3) == 0) {
                        dependencies.add(
                                new Dependency(name(d), Range.parse(RANGES.get(random.nextInt(RANGES.size())))));
                    }
                }
                byte[] bytes = {(byte) p, (byte) v};
                all.add(new Release(
                        name(p),
                        Version.parse(v + ".0.0"),
                        PublisherId.LOCAL,
                        Release.Kind.FILES,
                        dependencies,
                        new Archive(Digest.sha256Of(bytes), 2),
                        false,
                        null));
            }
            world.releases.put(name(p), all);
        }
        return world;
    }

    private static Map<PackageName, Version> versions(Plan plan) {
        Map<PackageName, Version> versions = new TreeMap<>();
        for (Plan.Step step : plan.steps()) {
            versions.put(step.release().name(), step.release().version());
        }
        return versions;
    }

    @Test
    void theHighestVersionThatFitsWinsAndOthersMoveOnlyIfTheyMust() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("RaisingTest seed " + seed);
        int raised = 0;
        int moved = 0;
        for (int round = 0; round < 400; round++) {
            Random random = new Random(seed + round);
            World world = universe(random);
            List<Dependency> roots =
                    List.of(new Dependency(name(0), Range.LATEST), new Dependency(name(1), Range.parse(">=1.0.0")));
            Question fresh = Question.of(roots, Question.Options.DEFAULT.withLowest(random.nextBoolean()));
            if (!(world.ask(fresh) instanceof Resolution.Solved old)) {
                continue;
            }
            Map<PackageName, Version> locked = versions(old.plan());
            PackageName name = List.copyOf(locked.keySet()).get(random.nextInt(locked.size()));
            Question question = Question.of(roots, Question.Options.DEFAULT).withLocked(locked);

            Raising.Answered answered = new Raising(world, Progress.NONE, new HeldBack(world, question))
                    .raise(new TreeSet<>(Set.of(name)), question);

            String what = "seed " + (seed + round) + ", " + name + " of " + locked;
            Plan plan = answered.plan();
            assertThat(plan).as(what).isNotNull();
            Map<PackageName, Version> now = versions(plan);
            Version best = best(world, question, old.plan(), name);
            assertThat(now.get(name)).as(what).isEqualTo(best);
            raised += best.equals(locked.get(name)) ? 0 : 1;
            Set<PackageName> stay = new HashSet<>(locked.keySet());
            stay.removeIf(each -> now.containsKey(each) && !locked.get(each).equals(now.get(each)));
            stay.remove(name);
            for (PackageName each : locked.keySet()) {
                if (!each.equals(name) && !stay.contains(each)) {
                    moved++;
                    Set<PackageName> stricter = new HashSet<>(stay);
                    stricter.add(each);
                    Resolution without = world.ask(at(question, name, best).withKept(stricter));
                    assertThat(without).as(what + ": " + each + " moved").isInstanceOf(Resolution.Unsatisfiable.class);
                }
            }
        }
        assertThat(raised).isGreaterThan(20);
        assertThat(moved).isGreaterThan(5);
    }

    @Test
    void severalAtOnceNeverFallAndAlwaysFit() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("RaisingTest seed " + seed);
        int both = 0;
        for (int round = 0; round < 300; round++) {
            Random random = new Random(seed + round);
            World world = universe(random);
            List<Dependency> roots =
                    List.of(new Dependency(name(0), Range.LATEST), new Dependency(name(1), Range.LATEST));
            Question fresh = Question.of(roots, Question.Options.DEFAULT.withLowest(true));
            if (!(world.ask(fresh) instanceof Resolution.Solved old)) {
                continue;
            }
            Map<PackageName, Version> locked = versions(old.plan());
            TreeSet<PackageName> names = new TreeSet<>(Set.of(name(0), name(1)));
            Question question = Question.of(roots, Question.Options.DEFAULT).withLocked(locked);

            Plan plan = new Raising(world, Progress.NONE, new HeldBack(world, question))
                    .raise(names, question)
                    .plan();

            String what = "seed " + (seed + round) + " from " + locked;
            assertThat(plan).as(what).isNotNull();
            Map<PackageName, Version> now = versions(plan);
            for (PackageName each : names) {
                assertThat(now.get(each)).as(what).isGreaterThanOrEqualTo(locked.get(each));
            }
            both += now.get(name(0)).equals(locked.get(name(0)))
                            || now.get(name(1)).equals(locked.get(name(1)))
                    ? 0
                    : 1;
            for (Plan.Step step : plan.steps()) {
                for (Dependency dependency : step.release().dependencies()) {
                    Version there = now.get(dependency.name());
                    assertThat(there != null && dependency.range().allows(there))
                            .as(what)
                            .isTrue();
                }
            }
        }
        assertThat(both).isGreaterThan(5);
    }

    private static Question at(Question question, PackageName name, Version version) {
        List<Dependency> roots = new ArrayList<>(question.roots());
        roots.removeIf(root -> root.name().equals(name));
        roots.add(new Dependency(name, Range.exactly(version)));
        return question.withRoots(roots).withUnlocked(Set.of(name));
    }

    /** The highest version that dependents as they are locked allow, and that fits if everybody may move. */
    private static Version best(World world, Question question, Plan locked, PackageName name)
            throws InterruptedException {
        Version current = versions(locked).get(name);
        for (Release release : world.releases.get(name)) {
            boolean allowed = release.version().compareTo(current) > 0;
            for (Plan.Step step : locked.steps()) {
                for (Dependency dependency : step.release().dependencies()) {
                    allowed &= !dependency.name().equals(name)
                            || dependency.range().allows(release.version());
                }
            }
            if (allowed && world.ask(at(question, name, release.version())) instanceof Resolution.Solved) {
                return release.version();
            }
        }
        return current;
    }

    @Test
    void questionsAreLimitedAndWhatWasNotTriedIsSaid() throws InterruptedException {
        World world = new World();
        List<Release> all = new ArrayList<>();
        for (int v = 200; v >= 1; v--) {
            List<Dependency> needs = v == 1 ? List.of() : List.of(new Dependency(name(2), Range.LATEST));
            all.add(new Release(
                    name(1),
                    Version.parse(v + ".0.0"),
                    PublisherId.LOCAL,
                    Release.Kind.FILES,
                    needs,
                    new Archive(Digest.sha256Of(new byte[] {(byte) v}), 1),
                    false,
                    null));
        }
        world.releases.put(name(1), all);
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        Progress progress = new Progress() {
            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }
        };
        Question question = Question.of(List.of(new Dependency(name(1), Range.LATEST)), Question.Options.DEFAULT)
                .withLocked(Map.of(name(1), Version.parse("1.0.0")));

        Raising.Answered answered = new Raising(world, progress, new HeldBack(world, question))
                .raise(new TreeSet<>(Set.of(name(1))), question);

        Plan plan = answered.plan();
        assertThat(plan).isNotNull();
        assertThat(versions(plan)).containsEntry(name(1), Version.parse("1.0.0"));
        assertThat(world.asked).isLessThanOrEqualTo(Raising.MOST_QUESTIONS + 1);
        assertThat(notes)
                .containsExactly("Higher versions of p1 were left untried after 40 questions to the resolver.");
    }
}
