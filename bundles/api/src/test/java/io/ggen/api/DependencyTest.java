package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DependencyTest {
    private static final String KEY = "12D3KooWBV8rWfnfNwWsKEGaayh9DEYVzP4g8BcmciVwvafkNnCH";

    @Test
    void aKeyIsReadAsItIsWritten() {
        for (String key : new String[] {"notes", "team/notes", "@" + KEY + "/notes", "@" + KEY + "/team/notes"}) {
            Dependency read = Dependency.parse(key, "^1.2.0");

            assertThat(read.key()).isEqualTo(key);
            assertThat(read.range()).isEqualTo(Range.parse("^1.2.0"));
            assertThat(read.name().value()).endsWith("notes");
        }
        assertThat(Dependency.parse("team/notes", "1.x").publisher()).isNull();
        assertThat(Dependency.parse("@" + KEY + "/team/notes", "1.x").publisher())
                .isEqualTo(new PublisherId(KEY));
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> Dependency.parse("@" + KEY, "1.x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Dependency.parse("@/notes", "1.x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Dependency.parse("", "1.x")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Dependency.parse("notes", "one")).isInstanceOf(ProblemException.class);
    }
}
