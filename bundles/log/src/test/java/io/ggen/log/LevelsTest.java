package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;

class LevelsTest {
    @Test
    void whatIsBadEnoughIsKept() {
        Levels levels = Levels.of("warn");
        assertThat(levels.keeps("io.ggen.node", LogLevel.ERROR)).isTrue();
        assertThat(levels.keeps("io.ggen.node", LogLevel.WARN)).isTrue();
        assertThat(levels.keeps("io.ggen.node", LogLevel.INFO)).isFalse();
    }

    @Test
    void theLongestNameThatALoggerBeginsWithDecides() {
        Levels levels = Levels.of("info", "io.ggen.sync=debug", "io.ggen.sync.Session=error");
        assertThat(levels.keeps("io.ggen.sync.Round", LogLevel.DEBUG)).isTrue();
        assertThat(levels.keeps("io.ggen.sync", LogLevel.DEBUG)).isTrue();
        assertThat(levels.keeps("io.ggen.sync.Session", LogLevel.WARN)).isFalse();
        assertThat(levels.keeps("io.ggen.synchrony", LogLevel.DEBUG)).isFalse();
    }

    @Test
    void thatServicesComeAndGoIsNotKeptUnlessAskedFor() {
        assertThat(Levels.of("info").keeps("Events.Service.io.ggen.node", LogLevel.INFO))
                .isFalse();
        assertThat(Levels.of("info").keeps("Events.Framework.x", LogLevel.ERROR))
                .isTrue();
        assertThat(Levels.of("info", "Events.Bundle=info").keeps("Events.Bundle.x", LogLevel.INFO))
                .isTrue();
    }

    @Test
    void whatIsNoLevelCountsAsInfo() {
        Levels levels = Levels.of("loud", "=debug", "debug", "io.ggen.x= Debug ", "io.ggen.y=WARNING");
        assertThat(levels.keeps("a", LogLevel.INFO)).isTrue();
        assertThat(levels.keeps("a", LogLevel.DEBUG)).isFalse();
        assertThat(levels.keeps("io.ggen.x", LogLevel.DEBUG)).isTrue();
        assertThat(levels.keeps("io.ggen.y", LogLevel.INFO)).isFalse();
    }
}
