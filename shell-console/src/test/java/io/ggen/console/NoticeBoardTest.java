package io.ggen.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeBoardTest {
    private final List<String> shown = new ArrayList<>();
    private boolean hears;
    private final NoticeBoard board = new NoticeBoard(() -> hears);

    @Test
    void whatComesBeforeSomebodyReadsIsShownThen() {
        board.add("early");
        board.readBy(shown::add);
        board.add("now");
        assertThat(shown).containsExactly("warning: early", "warning: now");
    }

    @Test
    void aCommandThatShowsNoticesItselfShowsThemAlone() {
        board.readBy(shown::add);
        board.busy(true);
        hears = true;
        board.add("shown by the command");
        hears = false;
        board.busy(false);
        assertThat(shown).isEmpty();
    }

    @Test
    void whatComesWhileACommandRunsThatShowsNothingIsShownAtItsEnd() {
        board.readBy(shown::add);
        board.busy(true);
        board.add("late");
        assertThat(shown).isEmpty();
        board.busy(false);
        assertThat(shown).containsExactly("warning: late");
    }
}
