package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Archive;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexFileTest {
    private static final PackageName NAME = new PackageName("notes");
    private static final Digest DIGEST = Digest.sha256Of(new byte[] {1});
    private static final String PUBLISHER = "12D3KooWBV8rWfnfNwWsKEGaayh9DEYVzP4g8BcmciVwvafkNnCH";
    private static final String RELEASE =
            "{\"version\":\"1.0.0\",\"integrity\":\"" + DIGEST + "\",\"size\":7,\"yanked\":false}";

    private static Answer answer(String text) {
        return IndexFile.answer(NAME, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String index(String... releases) {
        return "{\"version\":\"1.0\",\"name\":\"notes\",\"releases\":[" + String.join(", ", releases) + "]}\n";
    }

    @Test
    void theNewestReleaseComesFirstAndNoneIsSigned() {
        String newer =
                "{\"version\":\"1.10.0\",\"title\":\"Notes\",\"kind\":\"bundle\",\"tags\":[\"x\"],\"dependencies\":"
                        + "{\"@" + PUBLISHER + "/zip\":\"^1.0.0\",\"base\":\"1.x\"},\"integrity\":\"" + DIGEST
                        + "\",\"size\":8,\"publisher\":\"" + PUBLISHER + "\",\"yanked\":true}";

        assertThat(answer(index(RELEASE, newer)))
                .isEqualTo(new Answer.Found(List.of(
                        new Release(
                                NAME,
                                Version.parse("1.10.0"),
                                PublisherId.LOCAL,
                                Release.Kind.BUNDLE,
                                List.of(
                                        Dependency.parse("base", "1.x"),
                                        Dependency.parse("@" + PUBLISHER + "/zip", "^1.0.0")),
                                new Archive(DIGEST, 8),
                                true,
                                null),
                        new Release(
                                NAME,
                                Version.parse("1.0.0"),
                                PublisherId.LOCAL,
                                Release.Kind.FILES,
                                List.of(),
                                new Archive(DIGEST, 7),
                                false,
                                null))));
    }

    @Test
    void whatUsersAreToldInsteadIsSaidOfEachRelease() {
        Answer answer = answer("{\"deprecated\":\"use papers\",\"releases\":[" + RELEASE + "]}");

        assertThat(answer).isInstanceOf(Answer.Found.class);
        assertThat(((Answer.Found) answer).releases())
                .extracting(Release::deprecated)
                .containsExactly("use papers");
    }

    @Test
    void anIndexWithoutReleasesIsThatOfNoPackage() {
        assertThat(answer(index())).isEqualTo(Answer.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html>; it is not JSON (character 0)",
                "{\"releases\":[; it is not JSON (character 13)",
                "[]; it is not an object",
                "{}; its 'releases' must be a list, found nothing",
                "{\"releases\":[7]}; its 'releases' must be an object, found 7",
                "{\"releases\":[{}]}; its 'releases.version' must be a text, found nothing",
            })
    void whatIsNoIndexIsUnavailableWithAReason(String text, String reason) {
        assertThat(answer(text)).isEqualTo(new Answer.Unavailable("its index of notes is not taken: " + reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.0.0; one; its 'releases.version' must be a version, found 'one'",
                ":7; :-7; the number -7 is not a whole one in 0..2^53-1",
                "sha256-; md5-; its 'releases.integrity' must be sha256- and a digest in base64, found 'md5-",
                "\"yanked\":false; \"kind\":\"theme\"; its 'releases.kind' must be 'files' or 'bundle', found 'theme'",
                "\"yanked\":false; \"dependencies\":{\"A\":\"1\"}; its 'releases.dependencies.A' must be a package and a range"
            })
    void oneReleaseThatIsWrongIsToldByItsMember(String right, String wrong, String reason) {
        assertThat(RELEASE).contains(right);
        Answer answer = answer(index(RELEASE, RELEASE.replace(right, wrong)));

        assertThat(answer).isInstanceOf(Answer.Unavailable.class);
        assertThat(((Answer.Unavailable) answer).reason()).startsWith("its index of notes is not taken: " + reason);
    }

    @Test
    void anIndexOverItsLimitIsNotRead() {
        byte[] text = Arrays.copyOf(index(RELEASE).getBytes(StandardCharsets.UTF_8), IndexFile.LARGEST + 1);
        int length = index(RELEASE).length();
        Arrays.fill(text, length, text.length, (byte) ' ');

        assertThat(IndexFile.answer(NAME, Arrays.copyOf(text, IndexFile.LARGEST)))
                .isInstanceOf(Answer.Found.class);
        assertThat(IndexFile.answer(NAME, text))
                .isEqualTo(new Answer.Unavailable(
                        "its index of notes is not taken: it has 4194305 bytes, and at most" + " 4194304 are allowed"));
    }
}
