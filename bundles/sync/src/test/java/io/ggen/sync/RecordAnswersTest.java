package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.p2p.api.NetworkException;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordAnswersTest {
    private static final int BATCH = 16 << 10;
    private static final PackageName NAME = new PackageName("a");

    private final FakeStore store = new FakeStore(Clock.fixed(Author.BEFORE.plusSeconds(100), ZoneOffset.UTC));
    private final RecordAnswers answers = new RecordAnswers(store, BATCH);

    private final List<RecordBatch> batches = new ArrayList<>();

    /** All records of all answers, each answer as it comes over the wire. */
    private List<RecordId> all(RecordRequest.What what) {
        List<RecordId> ids = new ArrayList<>();
        RecordRequest request = RecordRequest.first(what);
        batches.clear();
        while (true) {
            byte[] message = answers.to(RecordRequest.decode(request.encode())).encode();
            assertThat(message).hasSizeLessThanOrEqualTo(BATCH);
            RecordBatch batch = RecordBatch.decode(message);
            batches.add(batch);
            batch.envelopes().forEach(envelope -> ids.add(RecordBatch.idOf(envelope)));
            if (batch.cursor().length == 0) {
                return ids;
            }
            assertThat(batch.envelopes()).isNotEmpty();
            request = request.next(batch.cursor());
        }
    }

    @Test
    void byNameGivesTheHeadAndTheNewestSixteenReleasesOfEachPublisher() {
        Set<RecordId> expected = new HashSet<>();
        for (int number = 1; number <= 5; number++) {
            Author author = new Author(number);
            for (int i = 0; i < 20; i++) {
                Signed<ReleaseRecord> release = author.release("a", "1." + i + ".0", Author.BEFORE.plusSeconds(i));
                store.put(release);
                if (i >= 4) {
                    expected.add(release.id());
                }
                if (i == 19) {
                    Signed<HeadRecord> head = author.head(release, Author.BEFORE.plusSeconds(i));
                    store.put(head);
                    expected.add(head.id());
                }
            }
            store.put(author.release("b", "1.0.0", Author.BEFORE));
        }
        List<RecordId> ids = all(new RecordRequest.ByName(NAME));
        assertThat(ids).hasSize(85);
        assertThat(new HashSet<>(ids)).isEqualTo(expected);
    }

    @Test
    void theEndOfAKeyComesWithItsRecords() {
        Author author = new Author(1);
        store.put(author.release("a", "1.0.0", Author.BEFORE));
        RecordId end = author.end(Author.BEFORE).id();
        store.put(author.end(Author.BEFORE));
        assertThat(all(new RecordRequest.ByName(NAME))).hasSize(2).startsWith(end);
    }

    @Test
    void byPublisherGivesEverythingOfOnePageByPage() {
        Author author = new Author(1);
        Set<RecordId> expected = new HashSet<>();
        for (int i = 0; i < 150; i++) {
            Signed<ReleaseRecord> release = author.release("p" + i, "1.0.0", Author.BEFORE);
            store.put(release);
            expected.add(release.id());
        }
        store.put(new Author(2).release("p", "1.0.0", Author.BEFORE));
        List<RecordId> ids = all(new RecordRequest.ByPublisher(author.id()));
        assertThat(ids).hasSize(150);
        assertThat(new HashSet<>(ids)).isEqualTo(expected);
        assertThat(batches.size()).isBetween(5, 50);
    }

    @Test
    void byIdGivesWhatIsHereInTheOrderAskedFor() {
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < RecordRequest.MOST_IDS; i++) {
            Signed<ReleaseRecord> release = new Author(1).release("p" + i, "1.0.0", Author.BEFORE);
            ids.add(release.id());
            if (i % 2 == 0) {
                store.put(release);
            }
        }
        List<RecordId> expected = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += 2) {
            expected.add(ids.get(i));
        }
        assertThat(all(new RecordRequest.ByIds(ids))).isEqualTo(expected);
        assertThat(batches.size()).isGreaterThan(1);
    }

    @Test
    void nothingIsAnAnswerToo() {
        assertThat(all(new RecordRequest.ByName(NAME))).isEmpty();
        assertThat(all(new RecordRequest.ByPublisher(new Author(1).id()))).isEmpty();
        assertThat(all(new RecordRequest.ByIds(List.of(RecordId.of(new byte[0])))))
                .isEmpty();
    }

    @Test
    void cursorsThatWereNeverGivenAreMalformed() {
        List<RecordRequest> strange = List.of(
                new RecordRequest(new RecordRequest.ByName(NAME), new byte[] {'/'}),
                new RecordRequest(new RecordRequest.ByPublisher(new Author(1).id()), new byte[31]),
                new RecordRequest(new RecordRequest.ByIds(List.of(RecordId.of(new byte[0]))), new byte[] {1}),
                new RecordRequest(new RecordRequest.ByIds(List.of(RecordId.of(new byte[0]))), new byte[] {-1}));
        for (RecordRequest request : strange) {
            assertThatThrownBy(() -> answers.to(request)).isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void aRequestForMoreThan64IdsOrForTwoThingsIsMalformed() {
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i <= RecordRequest.MOST_IDS; i++) {
            ids.add(RecordId.of(new byte[] {(byte) i}));
        }
        byte[] tooMany = RecordRequest.first(new RecordRequest.ByIds(ids)).encode();
        assertThatThrownBy(() -> RecordRequest.decode(tooMany)).isInstanceOf(NetworkException.class);
        byte[] two = {18, 1, 'a', 26, 5, 'l', 'o', 'c', 'a', 'l'};
        assertThatThrownBy(() -> RecordRequest.decode(two)).isInstanceOf(NetworkException.class);
    }
}
