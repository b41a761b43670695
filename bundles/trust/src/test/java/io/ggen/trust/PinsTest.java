package io.ggen.trust;

import static io.ggen.trust.Fixture.HELLO;
import static io.ggen.trust.Fixture.WORLD;
import static io.ggen.trust.Someone.ANN;
import static io.ggen.trust.Someone.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path folder;

    private Fixture fixture;
    private Trust trust;

    @BeforeEach
    void home() {
        fixture = new Fixture(folder);
        trust = fixture.trust();
    }

    private static Problem problem(Runnable action) {
        return catchThrowableOfType(ProblemException.class, action::run).problem();
    }

    @Test
    void whereThereIsNoFileNothingIsPinnedAndNoneIsMade() {
        assertThat(trust.pins()).isEmpty();
        assertThat(trust.pinned(HELLO)).isEmpty();
        assertThat(trust.revoked(ANN.id())).isEmpty();
        assertThat(fixture.home.root()).doesNotExist();
    }

    @Test
    void aPinIsKeptForOthersToRead() throws IOException {
        assertThat(trust.add(WORLD, ANN.id(), true))
                .isEqualTo(new Trust.Added(new Pin(WORLD, ANN.id(), true, NOW), true));
        trust.add(HELLO, PublisherId.LOCAL, false);
        assertThat(fixture.trust().pins().values())
                .containsExactly(new Pin(HELLO, PublisherId.LOCAL, false, NOW), new Pin(WORLD, ANN.id(), true, NOW));
        assertThat(fixture.text()).isEqualTo("""
                        {
                          "version": "1.0",
                          "pins": {
                            "hello": {
                              "publisher": "local",
                              "code": false,
                              "since": "2026-11-22T10:00:00Z"
                            },
                            "scope/world": {
                              "publisher": "%s",
                              "code": true,
                              "since": "2026-11-22T10:00:00Z"
                            }
                          },
                          "revoked": {}
                        }
                        """.formatted(ANN.id()));
    }

    @Test
    void aPinNeverMovesByItself() throws IOException {
        trust.add(HELLO, ANN.id(), false);
        byte[] before = Files.readAllBytes(fixture.file);
        Problem refused = problem(() -> trust.add(HELLO, BOB.id(), true));
        assertThat(refused.message())
                .isEqualTo("hello is pinned to " + ANN.id() + ", and a pin never moves by itself; to pin it to "
                        + BOB.id() + ", remove that pin first; nothing was changed.");
        assertThat(refused.next()).containsExactly("ggen trust remove hello");
        assertThat(problem(() -> trust.add(HELLO, PublisherId.LOCAL, false)).message())
                .contains(" to local, remove ");
        assertThat(Files.readAllBytes(fixture.file)).isEqualTo(before);
        trust.remove(HELLO);
        assertThat(trust.add(HELLO, BOB.id(), false).changed()).isTrue();
    }

    @Test
    void theSameAgainChangesNothingAndWritesNothing() throws IOException {
        trust.add(HELLO, ANN.id(), false);
        Object inode = Files.getAttribute(fixture.file, "fileKey");
        assertThat(trust.add(HELLO, ANN.id(), false).changed()).isFalse();
        assertThat(Files.getAttribute(fixture.file, "fileKey")).isEqualTo(inode);
    }

    @Test
    void consentToCodeIsAddedToAPinAndNotTakenAwayInPassing() {
        trust.add(HELLO, ANN.id(), false);
        assertThat(trust.add(HELLO, ANN.id(), true).changed()).isTrue();
        assertThat(trust.pinned(HELLO)).get().extracting(Pin::code, Pin::since).containsExactly(true, NOW);
        Trust.Added again = trust.add(HELLO, ANN.id(), false);
        assertThat(again.changed()).isFalse();
        assertThat(again.pin().code()).isTrue();
        trust.remove(HELLO);
        trust.add(HELLO, ANN.id(), false);
        assertThat(trust.pinned(HELLO).orElseThrow().code()).isFalse();
    }

    @Test
    void removingGivesWhatWasAndIsRefusedForTheUnknown() {
        trust.add(HELLO, ANN.id(), false);
        assertThat(problem(() -> trust.remove(WORLD)).message())
                .isEqualTo("scope/world is not pinned; nothing was changed.");
        assertThat(trust.remove(HELLO).publisher()).isEqualTo(ANN.id());
        assertThat(problem(() -> trust.remove(HELLO)).next()).containsExactly("ggen trust list");
        assertThat(trust.pins()).isEmpty();
    }

    @Test
    void onlyKeysAndLocalCanBePinnedTo() {
        String id = ANN.id().value();
        for (String wrong : new String[] {
            "ann",
            "Local",
            id.substring(1),
            id + "1",
            id.substring(0, 51) + "0",
            "Qm" + id.substring(2),
            "12D3KooW9pNAk8aiBuGVQtWRdbkLmo5qVL3e2h5UxbN2Nz9ttwiw"
        }) {
            Problem refused = problem(() -> trust.add(HELLO, new PublisherId(wrong), false));
            assertThat(refused.kind()).as(wrong).isEqualTo(Problem.Kind.USAGE);
            assertThat(refused.message()).startsWith("'" + wrong + "' is not a publisher that a name can be pinned to");
        }
        assertThat(fixture.file).doesNotExist();
    }

    @Test
    void thereIsAMostOfPins() throws IOException {
        StringBuilder text = new StringBuilder("{\"version\":\"1.0\",\"pins\":{");
        for (int i = 0; i < Content.MOST_PINS; i++) {
            text.append(i == 0 ? "" : ",").append("\"p").append(i);
            text.append("\":{\"publisher\":\"local\",\"code\":false,\"since\":\"2026-11-22T10:00:00Z\"}");
        }
        fixture.write(text + "},\"revoked\":{}}");
        assertThat(trust.pins()).hasSize(Content.MOST_PINS);
        assertThat(problem(() -> trust.add(HELLO, ANN.id(), false)).message())
                .isEqualTo(
                        "hello was not pinned: there are 50000 pins already, and no more are kept; nothing was changed.");
        fixture.write(
                text + ",\"one-more\":{\"publisher\":\"local\",\"code\":false,\"since\":\"2026-11-22T10:00:00Z\"}},"
                        + "\"revoked\":{}}");
        assertThat(problem(() -> trust.pins()).message()).contains("it has more than 50000 pins");
    }
}
