package io.ggen.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class FunnelTest {
    private final Funnel funnel = new Funnel();
    private final List<String> taken = new ArrayList<>();

    private void attach(Level least) {
        funnel.attach(
                (line, from) -> taken.add(line.getLevel() + " " + line.getLoggerName() + ": " + line.getMessage()
                        + (line.getThrown() == null ? "" : " " + line.getThrown())),
                least.getSeverity());
    }

    private System.Logger logger(String name) {
        return new FunnelLogger(name, FunnelTest.class.getClassLoader(), funnel);
    }

    @Test
    void theFirstLineThatIsKeptStartsTheLogAndOnlyThat() {
        List<String> started = new ArrayList<>();
        funnel.onFirst(() -> started.add("started"));
        logger("a").log(Level.DEBUG, "too little");
        assertThat(started).isEmpty();
        logger("a").log(Level.INFO, "one");
        logger("a").log(Level.INFO, "two");
        assertThat(started).containsExactly("started");
        attach(Level.INFO);
        assertThat(taken).containsExactly("INFO a: one", "INFO a: two");
    }

    @Test
    void whoComesAfterTheFirstLineIsStartedAtOnce() {
        logger("a").log(Level.ERROR, "early");
        List<String> started = new ArrayList<>();
        funnel.onFirst(() -> started.add("started"));
        assertThat(started).containsExactly("started");
    }

    @Test
    void linesBeyondTheLimitAreCountedWhileNobodyTakesThem() {
        for (int i = 0; i < Funnel.MOST_WAITING + 7; i++) {
            logger("a").log(Level.WARNING, "line");
        }
        attach(Level.INFO);
        assertThat(taken).hasSize(Funnel.MOST_WAITING + 1);
        assertThat(taken.get(Funnel.MOST_WAITING)).contains("(7 more lines were left out)");
    }

    @Test
    void whoTakesLinesSaysHowBadTheyMustBe() {
        attach(Level.DEBUG);
        assertThat(logger("a").isLoggable(Level.DEBUG)).isTrue();
        assertThat(logger("a").isLoggable(Level.TRACE)).isFalse();
        assertThat(logger("a").isLoggable(Level.OFF)).isFalse();
        logger("a").log(Level.DEBUG, "now kept");
        assertThat(taken).containsExactly("FINE a: now kept");
    }

    @Test
    void aLogThatFailsOrLogsItselfDisturbsNobody() {
        funnel.attach(
                (line, from) -> {
                    taken.add(line.getMessage());
                    logger("inner").log(Level.ERROR, "about logging");
                    throw new IllegalStateException("broken");
                },
                Level.INFO.getSeverity());
        logger("a").log(Level.WARNING, "one");
        logger("a").log(Level.WARNING, "two");
        assertThat(taken).containsExactly("one", "two");
        funnel.detach();
        logger("a").log(Level.WARNING, "three");
        attach(Level.INFO);
        assertThat(taken).contains("WARNING a: three").anyMatch(line -> line.contains("(2 more lines"));
    }

    @Test
    void messagesAreFormattedAsTheJdkDoesAndOddOnesKeptAsTheyAre() {
        attach(Level.INFO);
        logger("a").log(Level.INFO, "{0} of {1}", 1, "two");
        logger("a").log(Level.INFO, "{broken", 1);
        logger("a").log(Level.INFO, (String) null, new IllegalStateException("why"));
        assertThat(taken)
                .containsExactly(
                        "INFO a: 1 of two", "INFO a: {broken", "INFO a: null java.lang.IllegalStateException: why");
    }

    @Test
    void whatIsPrintedIsTakenLineByLineAndLongLinesInPieces() {
        attach(Level.INFO);
        PrintStream printed = new PrintStream(
                new LineStream("stderr", java.util.logging.Level.WARNING, funnel), true, StandardCharsets.UTF_8);
        printed.print("gr");
        printed.println("üße");
        printed.println();
        printed.print("x".repeat(LineStream.LONGEST + 1));
        printed.println();
        assertThat(taken).hasSize(3);
        assertThat(taken.get(0)).isEqualTo("WARNING stderr: grüße");
        assertThat(taken.get(2)).isEqualTo("WARNING stderr: x");
    }

    @Test
    void theEndOfAThreadByAnExceptionIsTaken() {
        attach(Level.INFO);
        new Uncaught(funnel).uncaughtException(new Thread("ggen node"), new StackOverflowError());
        assertThat(taken)
                .containsExactly(
                        "SEVERE uncaught: The thread 'ggen node' ended by an exception java.lang.StackOverflowError");
    }

    @Test
    void severitiesAreThoseOfTheJdk() {
        for (Level level : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
            LogRecord line = new LogRecord(Severities.level(level.getSeverity()), "");
            assertThat(line.getLevel().intValue()).isEqualTo(level.getSeverity());
        }
        assertThat(Severities.least("warn", null)).isEqualTo(Level.WARNING.getSeverity());
        assertThat(Severities.least("warn", new String[] {"a=error", "b= Debug"}))
                .isEqualTo(Level.DEBUG.getSeverity());
        assertThat(Severities.least(null, null)).isEqualTo(Level.INFO.getSeverity());
    }
}
