package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class DeathsTest {
    @Test
    void classesThatAreGoneAndThingsThatAreClosedCount() {
        assertThat(Deaths.isOfLeaving(new NoSuchMethodError())).isTrue();
        assertThat(Deaths.isOfLeaving(new TypeNotPresentException("a.B", null))).isTrue();
        assertThat(Deaths.isOfLeaving(new IOException(new ClosedChannelException())))
                .isTrue();
    }

    @Test
    void ordinaryFailuresAndInterruptsDoNot() {
        assertThat(Deaths.isOfLeaving(new IOException("disk full"))).isFalse();
        assertThat(Deaths.isOfLeaving(new ClosedByInterruptException())).isFalse();
        assertThat(Deaths.isOfLeaving(new OutOfMemoryError())).isFalse();
    }

    @Test
    void causesThatGoRoundInACircleEnd() {
        IOException one = new IOException("one");
        IOException other = new IOException("other", one);
        one.initCause(other);
        assertThat(Deaths.isOfLeaving(one)).isFalse();
    }
}
