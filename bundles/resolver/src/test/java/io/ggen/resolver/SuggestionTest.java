package io.ggen.resolver;

import static io.ggen.resolver.Universe.ask;
import static io.ggen.resolver.Universe.universe;
import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Spec;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Does what suggestions say, and lets a SAT solver tell whether that helps. */
class SuggestionTest {
    @Test
    void whatIsSuggestedHelps() {
        Map<String, Integer> kinds = new TreeMap<>();
        for (long seed = 0; seed < 2_000; seed++) {
            RandomUniverse random = seed % 4 == 0 ? new RandomUniverse(seed) : RandomUniverse.strict(seed);
            Question question = random.asking.question();
            if (random.asking.of(random.universe) instanceof Resolution.Unsatisfiable refusal) {
                assertThat(refusal.next()).as("seed %d", seed).hasSize(1);
                String command = refusal.next().get(0);
                Question followed = followed(command, question);
                if (followed != null) {
                    assertThat(Sat.isSolvable(followed, random.universe))
                            .as("seed %d: %s", seed, command)
                            .isTrue();
                }
                kinds.merge(kind(command, question), 1, Integer::sum);
            }
        }
        assertThat(kinds)
                .containsKeys(
                        "info",
                        "search",
                        "uninstall",
                        "update",
                        "remove",
                        "install",
                        "install without --frozen",
                        "install without --offline",
                        "install with --pre");
    }

    private static String kind(String command, Question question) {
        Question.Options options = question.options();
        String first = command.replace("ggen ", "").split(" ", 2)[0];
        return !first.equals("install")
                ? first
                : options.frozen() && !command.contains(" --frozen")
                        ? "install without --frozen"
                        : options.offline() && !command.contains(" --offline")
                                ? "install without --offline"
                                : !options.prereleases() && command.contains(" --pre")
                                        ? "install with --pre"
                                        : "install";
    }

    /** The question after the user did as {@code command} says; null if that only tells where to look. */
    private static @Nullable Question followed(String command, Question question) {
        List<String> words = List.of(command.replace("'", "").split(" (?![<>~=0-9|])"));
        Map<PackageName, Dependency> roots = new LinkedHashMap<>();
        for (Dependency root : question.roots()) {
            if (!Commands.isFresh(root, question)) {
                roots.put(root.name(), root);
            }
        }
        Set<String> rest = new HashSet<>(words.subList(1, words.size()));
        switch (words.get(0) + " " + words.get(1)) {
            case "ggen install" -> {
                for (String word : words.subList(2, words.size())) {
                    if (!word.startsWith("--")) {
                        Dependency root = Spec.parse(word).asDependency();
                        roots.put(root.name(), root);
                    }
                }
                Question.Options options = new Question.Options(
                        rest.contains("--pre"),
                        rest.contains("--lowest"),
                        rest.contains("--allow-cycles"),
                        !rest.contains("--no-dependencies"),
                        rest.contains("--frozen"),
                        rest.contains("--offline"));
                return question.withRoots(List.copyOf(roots.values())).with(options);
            }
            case "ggen update" -> {
                Set<PackageName> kept = new HashSet<>(question.kept());
                kept.removeIf(name -> rest.contains(name.value()));
                boolean isUpdate = !question.unlocked().isEmpty();
                return (isUpdate ? question : question.withRoots(List.copyOf(roots.values()))).withKept(kept);
            }
            case "ggen uninstall" -> {
                List<Dependency> left = new ArrayList<>(question.roots());
                left.removeIf(root -> rest.contains(root.name().value()));
                return question.withRoots(left);
            }
            case "ggen info", "ggen search" -> {
                return null;
            }
            default -> {
                assertThat(command).matches("remove p[0-9]+ from etc/overrides.json");
                Map<PackageName, Range> overrides = new HashMap<>(question.overrides());
                overrides.remove(new PackageName(words.get(1)));
                return question.withOverrides(overrides);
            }
        }
    }

    @Test
    void whatIsInstalledIsNotTypedAgain() {
        var universe =
                universe("a 1.0.0 -> c ^2.0.0", "b 1.2.0 -> c ^1.0.0", "b 2.0.0", "c 1.0.0", "c 2.0.0", "d 1.0.0");

        assertThat(ask("d", "a", "b ^1.0.0")
                        .locked("a 1.0.0", "b 1.2.0", "d 1.0.0", "c 1.0.0")
                        .unsatisfiable(universe)
                        .next())
                .containsExactly("ggen install b@2.0.0");
        assertThat(ask("d", "a ^1.0.0", "b 1.2.0")
                        .locked("a 1.0.0", "b 1.2.0", "d 1.0.0", "c 1.0.0")
                        .unsatisfiable(universe.without(release -> release.id().equals("b@2.0.0")))
                        .next())
                .containsExactly("ggen uninstall a");
    }
}
