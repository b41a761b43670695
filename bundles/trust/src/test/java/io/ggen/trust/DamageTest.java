package io.ggen.trust;

import static io.ggen.trust.Fixture.HELLO;
import static io.ggen.trust.Someone.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ggen.api.ProblemException;
import io.ggen.api.trust.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A trust file that is not as it should be fails whoever asks, and is never taken for an empty one. */
class DamageTest {
    private static final String GOOD = "{'version':'1.0','pins':{'hello':{'publisher':'local','code':false,"
            + "'since':'2026-11-22T10:00:00Z'}},'revoked':{}}";

    @TempDir
    Path folder;

    private Fixture fixture;
    private Trust trust;

    @BeforeEach
    void home() {
        fixture = new Fixture(folder);
        trust = fixture.trust();
    }

    private String refusal() throws IOException {
        byte[] before = Files.isRegularFile(fixture.file) ? Files.readAllBytes(fixture.file) : new byte[0];
        List<Runnable> all = List.of(
                () -> trust.pins(),
                () -> trust.pinned(HELLO),
                () -> trust.add(HELLO, ANN.id(), false),
                () -> trust.remove(HELLO),
                () -> trust.revoked(ANN.id()),
                () -> trust.revocations(),
                () -> trust.revoke(ANN.ends()));
        String message = "";
        for (Runnable one : all) {
            ProblemException refused = catchThrowableOfType(ProblemException.class, one::run);
            assertThat(refused).isNotNull();
            assertThat(message).isIn("", refused.problem().message());
            message = refused.problem().message();
        }
        assertThat(message).doesNotContain("\n");
        if (Files.isRegularFile(fixture.file)) {
            assertThat(Files.readAllBytes(fixture.file)).isEqualTo(before);
        }
        return message;
    }

    @Test
    void theSentenceHasThePlaceAndWhatToDo() throws IOException {
        fixture.write("{\"version\": \"1.0\",\n \"pins\": {\"hello\": 7}, \"revoked\": {}}");
        assertThat(refusal())
                .isEqualTo("The file " + fixture.file
                        + " is damaged (line 2, column 20: a pin does not begin with '{'), so"
                        + " nobody knows which names are pinned, and nothing was changed; repair it, or move it away and"
                        + " lose its pins and revocations.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'version':'1.0',                 | ''                                      | its first member is not 'version'
            '1.0'                            | '1.1'                                   | it is of format '1.1'
            '1.0'                            | 1.0                                     | 'version' is not a text
            'revoked':{}                     | 'revoked':{},'pinned':{}                | 'pinned' is unknown
            'revoked':{}                     | 'revoked':[]                            | 'revoked' does not begin with '{'
            ,'revoked':{}                    | ''                                      | it has no 'revoked'
            {'hello':                        | {'Hello':                               | 'Hello' is not a package name
            'local'                          | 'nobody'                                | 'nobody' is not a publisher
            'local'                          | 'a b'                                   | 'a b' is not a publisher
            'local'                          | null                                    | 'publisher' is not a text
            'publisher':'local',             | ''                                      | the pin of hello has no 'publisher'
            false                            | 'false'                                 | 'code' is neither true nor false
            'code':false,                    | ''                                      | the pin of hello has no 'code'
            'code':false                     | 'code':false,'evil':1                   | 'evil' is unknown
            'code':false                     | 'code':false,'code':true                | Duplicate field 'code'
            2026-11-22T10:00:00Z             | 2026-02-30T10:00:00Z                    | is not a time such as
            2026-11-22T10:00:00Z             | 2026-11-22 10:00                        | is not a time such as
            'revoked':{}                     | 'revoked':{'local':'AA=='}              | 'local' is nobody's key
            'revoked':{}                     | 'revoked':{'12D3':'AA=='}               | '12D3' is not a publisher
            'revoked':{}}                    | 'revoked':{}}{                          | something follows its end
            'revoked':{}}                    | 'revoked':{                             | it ends in the middle
            'revoked':{}                     | 'revoked':{'x':[[[[[[[[1]]]]]]]]}       | 'x' is not a publisher
            'revoked':{}                     | 'revoked':{,}                           | Unexpected character (',' (code 44))
            """)
    void everyFaultIsTold(String part, String instead, String told) throws IOException {
        String wrong = GOOD.replace(part, instead.equals("''") ? "" : instead);
        assertThat(wrong).isNotEqualTo(GOOD);
        fixture.write(wrong.replace('\'', '"'));
        assertThat(refusal()).contains(told).contains("; repair it, or move it away");
    }

    @Test
    void anEmptyFileIsDamaged() throws IOException {
        fixture.write("");
        assertThat(refusal()).contains("(it is empty)");
    }

    @Test
    void twicePinnedIsDamaged() throws IOException {
        fixture.write(GOOD.replace("'revoked'", "'pins':{},'revoked'").replace('\'', '"'));
        assertThat(refusal()).contains("Duplicate field 'pins'");
    }

    @Test
    void aRevocationMustBeBase64AndGenuine() throws IOException {
        fixture.write(GOOD.replace("'revoked':{}", "'revoked':{'" + ANN.id() + "':'@@'}")
                .replace('\'', '"'));
        assertThat(refusal()).contains("a revocation is not base64");
    }

    @Test
    void whatIsFarTooLongIsToldSoAndNotShown() throws IOException {
        fixture.write(GOOD.replace("local", "x".repeat(10_000)).replace('\'', '"'));
        assertThat(refusal())
                .contains("something in it is far too long or too deep")
                .hasSizeLessThan(500);
    }

    @Test
    void aFileOverTheLimitIsNotRead() throws IOException {
        fixture.write(new byte[0]);
        try (var file = new java.io.RandomAccessFile(fixture.file.toFile(), "rw")) {
            file.setLength(TrustFile.LONGEST + 1L);
        }
        assertThatThrownBy(() -> trust.pins()).hasMessageContaining("(it has more than 33554432 bytes)");
    }

    @Test
    void whatIsNoFileIsDamaged() throws IOException {
        Files.createDirectories(fixture.file);
        assertThat(refusal()).contains("(it is not a file)");
    }

    @Test
    void aLinkThatLeadsNowhereIsNotAnEmptyFile() throws IOException {
        Files.createDirectories(fixture.home.root());
        Files.createSymbolicLink(fixture.file, folder.resolve("unmounted/trust.json"));
        assertThat(refusal()).contains("(it is a link that leads nowhere)");
    }

    @Test
    void hostileTextIsNotRepeatedAsItIs() throws IOException {
        fixture.write("{\"version\":\"1.0\",\"\\u001b[31mpins\":{}}");
        assertThat(refusal()).contains("'?[31mpins' is unknown");
    }

    @Test
    void everyPrefixAndManyChangesAreRefusedOrMeanTheSamePins() throws IOException {
        trust.add(HELLO, ANN.id(), false);
        byte[] good = Files.readAllBytes(fixture.file);
        for (int length = 0; length < good.length - 1; length++) {
            byte[] prefix = java.util.Arrays.copyOf(good, length);
            assertThatThrownBy(() -> TrustReader.read(prefix)).isInstanceOf(Damage.class);
        }
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                assertThat(TrustReader.read(changed).pins()).as("seed " + seed).hasSize(1);
            } catch (Damage e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
    }

    @Test
    void unreadableIsToldAsSuch() throws IOException {
        Files.createDirectories(folder.resolve("real"));
        Files.writeString(folder.resolve("home"), "a file");
        assertThatThrownBy(() -> trust.add(HELLO, ANN.id(), false))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("Changing " + fixture.file + " failed because ")
                .hasMessageEndingWith("; nothing was changed.");
        assertThatThrownBy(() -> trust.pins())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("Reading " + fixture.file + " failed because ");
        assertThat(new String(Files.readAllBytes(folder.resolve("home")), StandardCharsets.UTF_8))
                .isEqualTo("a file");
    }
}
