package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final Instant TIME = Instant.parse("2026-11-29T14:46:12.1234Z");

    private final Line line = new Line(4711, Limits.USUAL);

    @Test
    void aLineTellsWhenHowBadWhoAndWhat() {
        assertThat(line.of(TIME, "WARN", "io.ggen.node", "io.ggen.node.Dialler", "no peer answers", null))
                .isEqualTo("2026-11-29T14:46:12.123Z WARN  4711 io.ggen.node [Dialler] no peer answers");
        assertThat(line.of(TIME, "ERROR", "io.ggen.node", "io.ggen.node", "x", null))
                .isEqualTo("2026-11-29T14:46:12.123Z ERROR 4711 io.ggen.node x");
        assertThat(line.of(TIME, "INFO", "io.netty.common", "io.netty.util.X", "x", null))
                .endsWith("INFO  4711 io.netty.common [io.netty.util.X] x");
    }

    @Test
    void anExceptionIsFoldedIntoTheLineWithItsCauses() {
        Exception cause = new IllegalStateException("the lock is gone");
        cause.setStackTrace(new StackTraceElement[] {new StackTraceElement("io.ggen.B", "b", "B.java", 2)});
        Exception thrown = new java.io.IOException("no room", cause);
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("io.ggen.A", "a", "A.java", 1), new StackTraceElement("io.ggen.M", "m", "M.java", 9)
        });
        assertThat(line.of(TIME, "ERROR", "b", "b", "it failed", thrown))
                .endsWith("it failed | java.io.IOException: no room at io.ggen.A.a(A.java:1) < io.ggen.M.m(M.java:9)"
                        + " | caused by java.lang.IllegalStateException: the lock is gone at io.ggen.B.b(B.java:2)");
    }

    @Test
    void nothingThatAStrangerSaysEndsTheLineOrMovesTheCursor() {
        String hostile =
                "one\ntwo\r\n\u001b[2Jthree\u202efour\u2028five\u0000" + "\t2026-01-01T00:00:00Z ERROR 1 forged";
        String shown = line.of(TIME, "INFO", "b\n", "l\u001b", hostile, new Exception(hostile));
        assertThat(shown.chars()).noneMatch(c -> c < ' ' || c == 0x202e || c == 0x2028 || c == 0x7f);
        assertThat(shown).contains("one two", "three?four");
    }

    @Test
    void deepAndCircularExceptionsAreCutOff() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        assertThat(line.of(TIME, "ERROR", "b", "b", "", first).split("caused by", -1))
                .hasSize(2);

        Limits tight = new Limits(1000, 2, 3, 60, 4, 10, 400, 2, 2);
        Throwable deep = new Exception("0");
        for (int i = 1; i < 50; i++) {
            deep = new Exception(Integer.toString(i), deep);
        }
        String shown = new Line(1, tight).of(TIME, "ERROR", "b", "b", "", deep);
        assertThat(shown.length()).isLessThanOrEqualTo(400);

        Exception wide = new Exception("wide");
        wide.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("A", "a", "A.java", 1),
            new StackTraceElement("A", "b", "A.java", 2),
            new StackTraceElement("A", "c", "A.java", 3)
        });
        assertThat(new Line(1, tight).of(TIME, "ERROR", "b", "b", "", wide)).endsWith("A.b(A.java:2) < 1 more");
    }

    @Test
    void anExceptionWhoseTextFailsIsToldByItsType() {
        RuntimeException bad = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException();
            }
        };
        assertThat(line.of(TIME, "ERROR", "b", "b", "text", bad)).contains("text | io.ggen.log.LineTest");
    }
}
