package io.ggen.resolver;

import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Universes and questions about them, small enough to be full of conflicts, each from one seed. */
final class RandomUniverse {
    private static final String[] VERSIONS = {"1.0.0", "1.1.0", "1.2.0", "2.0.0", "2.1.0-rc.1", "2.1.0", "3.0.0"};
    private static final String[] RANGES = {
        "*",
        "^1.0.0",
        "^2.0.0",
        ">=1.1.0",
        "<3.0.0",
        "1.0.0 || 3.0.0",
        ">=2.1.0-rc.0",
        "1.2.0",
        "~1.1",
        ">=2.0.0 <2.1.0"
    };

    final Universe universe;
    final Universe.Asking asking;

    private final Random random;

    RandomUniverse(long seed) {
        universe = new Universe();
        random = new Random(seed);
        int names = 3 + random.nextInt(random.nextInt(4) == 0 ? 40 : 12);
        int density = 1 + random.nextInt(4);
        for (int n = 0; n < names; n++) {
            for (String version : VERSIONS) {
                if (random.nextInt(5) < 3) {
                    universe.add(line(n, version, names, density));
                }
            }
        }
        asking = question(names);
    }

    /** The same with a question full of locks, overrides and options that rule much out. */
    static RandomUniverse strict(long seed) {
        RandomUniverse random = new RandomUniverse(seed);
        return new RandomUniverse(random, random.universe.partlyAway(random.random));
    }

    private RandomUniverse(RandomUniverse like, Universe universe) {
        this.universe = universe;
        random = like.random;
        Question question = like.asking.question();
        Map<PackageName, Version> locked = new TreeMap<>();
        Set<PackageName> kept = new HashSet<>();
        Map<PackageName, Range> overrides = new HashMap<>();
        boolean frozen = random.nextInt(4) == 0;
        int keeping = random.nextInt(4);
        for (PackageName name : new TreeSet<>(universe.names())) {
            List<Release> releases = universe.releasesOf(name);
            if (random.nextInt(4) > (frozen ? 0 : 1)) {
                locked.put(name, releases.get(random.nextInt(releases.size())).version());
            } else if (random.nextInt(8) == 0) {
                locked.put(name, Version.parse("9.9.9"));
            }
            if (locked.containsKey(name) && random.nextInt(4) < keeping) {
                kept.add(name);
            }
            if (random.nextInt(8) == 0) {
                overrides.put(name, Range.parse(range()));
            }
        }
        Question.Options options = question.options()
                .withFrozen(frozen)
                .withOffline(random.nextInt(3) == 0)
                .withPrereleases(question.options().prereleases() || random.nextInt(3) == 0);
        asking = new Universe.Asking(
                question.with(options).withLocked(locked).withKept(kept).withOverrides(overrides));
    }

    private String line(int n, String version, int names, int density) {
        StringBuilder line = new StringBuilder("p" + n + " " + version);
        line.append(random.nextInt(12) == 0 ? " yanked" : "");
        line.append(random.nextInt(12) == 0 ? " by P" : "");
        String arrow = " -> ";
        for (int i = random.nextInt(density + 1); i > 0; i--) {
            line.append(arrow).append(random.nextInt(30) == 0 ? "@P/" : "");
            line.append('p').append(random.nextInt(names)).append(' ').append(range());
            arrow = ", ";
        }
        return line.toString();
    }

    private String range() {
        return RANGES[random.nextInt(RANGES.length)];
    }

    private Universe.Asking question(int names) {
        Map<String, String> roots = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            roots.put("p" + random.nextInt(names), random.nextBoolean() ? "*" : range());
        }
        List<String> texts = new ArrayList<>();
        roots.forEach((name, range) -> texts.add(name + " " + range));
        List<String> locked = new ArrayList<>();
        List<String> unlocked = new ArrayList<>();
        int locks = random.nextInt(3);
        for (int n = 0; n < names; n++) {
            if (random.nextInt(3) < locks) {
                locked.add("p" + n + " " + VERSIONS[random.nextInt(VERSIONS.length)]);
            }
            if (random.nextInt(6) == 0) {
                unlocked.add("p" + n);
            }
        }
        return Universe.ask(texts.toArray(String[]::new))
                .locked(locked.toArray(String[]::new))
                .unlocked(unlocked.toArray(String[]::new))
                .with(new Question.Options(random.nextInt(4) == 0, random.nextInt(4) == 0, true, true, false, false));
    }
}
