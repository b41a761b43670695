package io.ggen.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.Outcomes;
import io.ggen.p2p.memory.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptBookTest {
    @TempDir
    Path home;

    private final VirtualTime time = new VirtualTime();
    private final List<String> warnings = new ArrayList<>();
    private Path file;

    @BeforeEach
    void begin() {
        file = home.resolve("reputation.json");
    }

    private KeptBook book() {
        KeptBook book = new KeptBook(file, time.clock(), time, warnings::add);
        book.load();
        return book;
    }

    static PeerId peer(int number) {
        byte[] bytes = new byte[34];
        bytes[0] = 0x12;
        bytes[1] = 0x20;
        bytes[2] = (byte) (number >> 8);
        bytes[3] = (byte) number;
        return PeerId.fromBytes(bytes);
    }

    @Test
    void nothingIsKnownOfAStranger() {
        assertThat(book().of(peer(1))).isEqualTo(Outcomes.NONE);
    }

    @Test
    void whatIsNotedIsThereAfterARestart() {
        KeptBook book = book();
        book.note(peer(1), Outcome.SERVED);
        book.note(peer(1), Outcome.FORGED);
        time.runFor(Duration.ofDays(1));
        book.note(peer(1), Outcome.FAILED);
        book.note(peer(2), Outcome.SERVED);
        Outcomes before = book.of(peer(1));
        time.runFor(KeptBook.WRITE_AFTER);

        assertThat(before.days()).hasSize(2);
        assertThat(book().of(peer(1))).isEqualTo(before);
        assertThat(book().of(peer(2)).served()).isEqualTo(1);
        assertThat(warnings).isEmpty();
    }

    @Test
    void manyNotesAreWrittenAtOnceSomeSecondsLater() {
        KeptBook book = book();
        book.note(peer(1), Outcome.SERVED);
        time.runFor(Duration.ofSeconds(4));
        book.note(peer(1), Outcome.SERVED);
        assertThat(file).doesNotExist();
        time.runFor(Duration.ofSeconds(1));
        assertThat(file).exists();
        assertThat(time.runNext()).isFalse();
    }

    @Test
    void whoWasNotHeardOfForTheLongestTimeIsForgotten() {
        KeptBook book = book();
        for (int i = 0; i < KeptBook.MOST_PEERS; i++) {
            book.note(peer(i), Outcome.SERVED);
        }
        book.note(peer(0), Outcome.SERVED);
        book.note(peer(5000), Outcome.SERVED);

        assertThat(book.of(peer(0)).served()).isEqualTo(2);
        assertThat(book.of(peer(1))).isEqualTo(Outcomes.NONE);
        assertThat(book.of(peer(5000)).served()).isEqualTo(1);
    }

    @Test
    void theOldestAreForgottenAfterARestartToo() {
        KeptBook book = book();
        for (int i = 0; i < KeptBook.MOST_PEERS; i++) {
            book.note(peer(i), Outcome.SERVED);
            time.runFor(Duration.ofMillis(1));
        }
        time.runFor(KeptBook.WRITE_AFTER);
        KeptBook later = book();
        later.note(peer(5000), Outcome.SERVED);

        assertThat(later.of(peer(0))).isEqualTo(Outcomes.NONE);
        assertThat(later.of(peer(1)).served()).isEqualTo(1);
    }

    @Test
    void daysAreBounded() {
        KeptBook book = book();
        for (int i = 0; i < 50; i++) {
            book.note(peer(1), Outcome.SERVED);
            time.runFor(Duration.ofDays(1));
        }
        assertThat(book.of(peer(1)).days()).hasSize(Account.MOST_DAYS);
        assertThat(book.of(peer(1)).served()).isEqualTo(50);
        assertThat(book().of(peer(1))).isEqualTo(book.of(peer(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":2,\"peers\":{}}",
                "{\"version\":1,\"peers\":{\"nobody\":{}}}",
                "{\"version\":1,\"peers\":{\"12D3KooWHHzSeKaY8xuZVzkLbKFfvNgPPeKhFBGrMbNzbm5akpqu\":{\"served\":-1}}}",
                "{\"version\":1,\"peers\":{\"12D3KooWHHzSeKaY8xuZVzkLbKFfvNgPPeKhFBGrMbNzbm5akpqu\":{\"days\":[[1,2]]}}}",
                "{\"version\":1,\"peers\":{\"12D3KooWHHzSeKaY8xuZVzkLbKFfvNgPPeKhFBGrMbNzbm5akpqu\":{\"last\":1e99}}}",
                "{\"version\":1,\"peers\":{}} more",
            })
    void aDamagedFileIsToldOfAndBegunAnew(String text) throws IOException {
        Files.writeString(file, text);

        KeptBook book = book();

        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0))
                .startsWith(file + " is damaged (")
                .endsWith("); the reputation of peers begins anew.");
        book.note(peer(1), Outcome.SERVED);
        book.write();
        assertThat(book().of(peer(1)).served()).isEqualTo(1);
        assertThat(warnings).hasSize(1);
    }

    @Test
    void aFileThatIsTooLargeCountsAsDamaged() throws IOException {
        Files.write(file, new byte[9 << 20]);
        book();
        assertThat(warnings).singleElement().asString().contains("it is too large");
    }

    @Test
    void unknownMembersAreSkipped() throws IOException {
        Files.writeString(
                file,
                "{\"version\":1,\"note\":{\"a\":[1]},\"peers\":{\"" + peer(3)
                        + "\":{\"last\":5,\"served\":7,\"more\":[{}]}}}");
        assertThat(book().of(peer(3)).served()).isEqualTo(7);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldOfOnce() throws IOException {
        Files.createDirectory(file);
        KeptBook book = new KeptBook(file, time.clock(), time, warnings::add);
        Files.writeString(file.resolve("full"), "x");
        book.note(peer(1), Outcome.SERVED);
        time.runFor(KeptBook.WRITE_AFTER);
        book.note(peer(1), Outcome.SERVED);
        time.runFor(KeptBook.WRITE_AFTER);
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).startsWith("the reputation of peers could not be kept in " + file);
    }
}
