package io.ggen.sync;

import io.ggen.records.RecordId;
import io.ggen.records.store.SyncSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Both sides of Negentropy in one room: what was found, and what it took. */
final class Talk {
    final List<RecordId> need = new ArrayList<>();
    final Initiator initiator;
    final Responder responder;
    int rounds;
    long bytes;
    int largest;

    Talk(SyncSet here, SyncSet there, int frame) {
        this(here, there, frame, List.of(new Span(Negentropy.ZERO, Negentropy.INFINITY, 0)));
    }

    Talk(SyncSet here, SyncSet there, int frame, List<Span> spans) {
        initiator = new Initiator(here, spans, frame);
        responder = new Responder(there, frame);
    }

    /** Goes on until everything is reconciled, for at most so many rounds. */
    Talk run(int most) {
        while (rounds < most && step()) {
            // step does it
        }
        return this;
    }

    boolean step() {
        Optional<byte[]> question = initiator.next();
        if (question.isEmpty()) {
            return false;
        }
        byte[] answer = responder.answer(question.get());
        need.addAll(initiator.answer(answer));
        rounds++;
        bytes += question.get().length + answer.length;
        largest = Math.max(largest, Math.max(question.get().length, answer.length));
        return true;
    }
}
