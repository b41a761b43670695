package io.ggen.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", textBlock = """
                    a                      ; -      ; a      ; latest
                    a@latest               ; -      ; a      ; latest
                    a@1.0.0                ; -      ; a      ; 1.0.0
                    a@^1.0.0               ; -      ; a      ; ^1.0.0
                    a@>=1.0.0 <2.0.0 || 3  ; -      ; a      ; >=1.0.0 <2.0.0 || 3
                    s/a@1.x                ; -      ; s/a    ; 1.x
                    @P1/a                  ; P1     ; a      ; latest
                    @local/s/a@~1.2        ; local  ; s/a    ; ~1.2
                    """)
    void aSpecIsPublisherNameAndRange(String text, String publisher, String name, String range) {
        Spec spec = Spec.parse(text);

        assertThat(spec.publisher()).isEqualTo(publisher == null ? null : new PublisherId(publisher));
        assertThat(spec.name()).isEqualTo(new PackageName(name));
        assertThat(spec.range()).isEqualTo(Range.parse(range));
        assertThat(Spec.parse(spec.toString())).isEqualTo(spec);
        assertThat(spec.asDependency()).isEqualTo(new Dependency(spec.name(), spec.publisher(), spec.range()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "@P1/a", "@local/s/a@~1.2", "a@1.0.0 || 2.0.0"})
    void aSpecIsWrittenAsItIsRead(String text) {
        assertThat(Spec.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '"', textBlock = """
                    ""       ; '' is not a package name: it is empty.
                    @P       ; '@P' names a publisher but no package
                    @        ; '@' names a publisher but no package
                    @/a      ; '' is not a publisher
                    @P-Q/a   ; 'P-Q' is not a publisher
                    @P/      ; '' is not a package name
                    a@       ; 'a@' has nothing after its last '@'
                    "a@  "   ; 'a@  ' has nothing after its last '@'
                    a@1@2    ; '1@2' is not a range of versions
                    A@1      ; 'A' is not a package name
                    a@newest ; 'newest' is not a range of versions
                    s/t/a    ; 's/t/a' is not a package name
                    """)
    void thePartThatIsWrongIsTold(String text, String fragment) {
        assertThatThrownBy(() -> Spec.parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().kind()).isEqualTo(Problem.Kind.USAGE))
                .hasMessageContaining(fragment);
    }

    @Test
    void aPublisherIsLettersAndDigits() {
        assertThat(PublisherId.LOCAL).hasToString("local").isEqualTo(new PublisherId("local"));
        assertThat(PublisherId.LOCAL.isLocal()).isTrue();
        assertThat(new PublisherId("a".repeat(128)).isLocal()).isFalse();
        assertThatThrownBy(() -> new PublisherId("a".repeat(129))).hasMessageContaining("1 to 128 letters and digits");
        assertThatThrownBy(() -> new PublisherId("")).hasMessageContaining("1 to 128 letters and digits");
        assertThatThrownBy(() -> new PublisherId("é")).hasMessageContaining("1 to 128 letters and digits");
    }
}
