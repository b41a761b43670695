package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry of a package, which may answer anything: the others go on. */
class NonsenseTest {
    @TempDir
    Path folder;

    private final Map<String, Function<Set<PackageName>, CompletionStage<Map<PackageName, Answer>>>> manners = Map.of(
            "nothing",
            names -> null,
            "null",
            names -> CompletableFuture.completedFuture(null),
            "dies",
            names -> CompletableFuture.failedFuture(new IllegalStateException("boom")),
            "throws",
            names -> {
                throw new NullPointerException("boom");
            },
            "empty",
            names -> CompletableFuture.completedFuture(Map.of()));

    private static final class Nonsense extends FakeRegistry {
        private final Function<Set<PackageName>, CompletionStage<Map<PackageName, Answer>>> manner;

        Nonsense(Function<Set<PackageName>, CompletionStage<Map<PackageName, Answer>>> manner) {
            super("nonsense");
            this.manner = manner;
        }

        @Override
        public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
            return manner.apply(names);
        }
    }

    @Test
    void theOthersAreUsedWhateverItDoes() throws Exception {
        for (var each : manners.entrySet()) {
            World world = new World(folder.resolve(each.getKey()));
            world.publish("a 1.0.0");
            world.market = world.market(world.registry, new Nonsense(each.getValue()));
            world.install("a");
            assertThat(world.installed()).as(each.getKey()).containsExactly("a@1.0.0");
            if (!each.getKey().equals("empty")) {
                assertThat(world.warnings)
                        .as(each.getKey())
                        .singleElement()
                        .asString()
                        .contains("could not be asked (");
            }
        }
    }

    @Test
    void aReleaseOfSomethingElseIsNoAnswer() throws Exception {
        World world = new World(folder.resolve("home"));
        Release b = world.publish("b 1.0.0");
        Map<PackageName, Answer> swapped = new HashMap<>();
        swapped.put(new PackageName("a"), new Answer.Found(List.of(b)));
        world.market = world.market(world.registry, new Nonsense(names -> CompletableFuture.completedFuture(swapped)));
        assertThatThrownBy(() -> world.install("a")).hasMessageContaining("a");
        assertThat(world.installed()).isEmpty();
        assertThat(world.warnings)
                .singleElement()
                .asString()
                .contains("could not be asked (it answered with something else)");
        world.publish("a 1.0.0");
        world.install("a");
        assertThat(world.installed()).containsExactly("a@1.0.0");
    }

    @Test
    void whoHasNoIdeaWhereArchivesAreIsPassedOver() throws Exception {
        World world = new World(folder.resolve("home"));
        world.publish("a 1.0.0");
        FakeRegistry nonsense = new FakeRegistry("nonsense") {
            @Override
            @SuppressWarnings("NullAway") // this is what a stranger's code may do
            public List<Source> sources(Release release) {
                return null;
            }
        };
        world.market = world.market(nonsense, world.registry);
        world.install("a");
        assertThat(world.installed()).containsExactly("a@1.0.0");
    }
}
