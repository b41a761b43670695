package io.ggen.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.marketplace.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final Path TARGET = Path.of("target");
    private static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of(), 0);

    private final Listeners listeners = new Listeners();
    private final Telling telling = new Telling(listeners);
    private final List<Event> events = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Progress caller = new Progress() {
        @Override
        public void bytes(String stage, long done, long total, int senders) {
            heard.add(stage + " " + done + "/" + total + " from " + senders);
        }

        @Override
        public void warning(String sentence) {
            heard.add(sentence);
        }
    };

    @Test
    void theCallersProgressIsHandedOnAsItIsWhileNobodyListens() {
        telling.run("install", TARGET, caller, progress -> {
            assertThat(progress).isSameAs(caller);
            return NOTHING;
        });
    }

    @Test
    void bothTheCallerAndTheListenersHear() {
        listen();
        telling.run("update", TARGET, caller, progress -> {
            progress.at("resolving", 0, 0);
            progress.bytes("fetching", 5, 10, 2);
            progress.warning("Something is odd.");
            progress.note("Something is nice.");
            return NOTHING;
        });
        assertThat(heard).containsExactly("fetching 5/10 from 2", "Something is odd.");
        assertThat(events)
                .containsExactly(
                        new Event.Began(1, "update", TARGET),
                        new Event.Advanced(1, "resolving", 0, 0),
                        new Event.Advanced(1, "fetching", 5, 10),
                        new Event.Told(1, true, "Something is odd."),
                        new Event.Told(1, false, "Something is nice."),
                        new Event.Ended(1, null));
    }

    @Test
    void anEndTellsWhy() {
        listen();
        Problem problem = Problem.of("No.");
        assertThatThrownBy(() -> telling.run("install", TARGET, caller, progress -> {
                    throw problem.asException();
                }))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> telling.run("install", TARGET, caller, progress -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(events.get(1)).isEqualTo(new Event.Ended(1, problem));
        assertThat(events.get(3)).isInstanceOfSatisfying(Event.Ended.class, ended -> {
            assertThat(ended.operation()).isEqualTo(2);
            assertThat(ended.problem()).extracting(Problem::message).isEqualTo("broken");
        });
    }

    @Test
    void aListenerThatFailsIsPassedOver() {
        listeners.add("bad", () -> event -> {
            throw new IllegalStateException("not today");
        });
        listeners.add("worse", () -> {
            throw new IllegalStateException("not ever");
        });
        listen();
        assertThat(telling.run("install", TARGET, caller, progress -> NOTHING)).isSameAs(NOTHING);
        assertThat(events).hasSize(2);
    }

    @Test
    void whoWantsCommitsAloneHearsNothingElse() {
        List<MarketplaceListener.Committed> commits = new ArrayList<>();
        listeners.add("commits", () -> commits::add);
        telling.run("install", TARGET, caller, progress -> {
            progress.at("resolving", 0, 0);
            return NOTHING;
        });
        assertThat(commits).isEmpty();
        MarketplaceListener.Committed committed = new MarketplaceListener.Committed(
                TARGET, 1, io.ggen.api.lockfile.Lock.EMPTY, io.ggen.api.lockfile.Lock.EMPTY);
        listeners.committed(committed);
        assertThat(commits).containsExactly(committed);
    }

    private void listen() {
        listeners.add("all", () -> new MarketplaceListener() {
            @Override
            public void committed(Committed event) {}

            @Override
            public void happened(Event event) {
                events.add(event);
            }
        });
    }
}
