package io.ggen.shell.commands.ggen;

import static io.ggen.shell.commands.FakeTrust.ANN;
import static io.ggen.shell.commands.FakeTrust.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.marketplace.Consent;
import io.ggen.shell.commands.FakeServices;
import io.ggen.shell.commands.Run;
import io.ggen.shell.commands.task.ArgumentReader;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who agrees to publishers that only the network knows, and what becomes of it. */
class NewcomersTest {
    private static final List<Consent.Newcomer> TWO = List.of(
            new Consent.Newcomer(new PackageName("a"), ANN, "abcd-efgh", List.of("p2p")),
            new Consent.Newcomer(new PackageName("b"), BOB, "ijkl-mnop", List.of("p2p")));

    private final FakeServices services = new FakeServices();
    private final List<String> asked = new ArrayList<>();

    private Consent consent(Prompt prompt, String... words) {
        Call call = new Call(services, List.of(), Path.of("/work"), Progress.NONE, prompt, () -> 0);
        return Newcomers.of(ArgumentReader.read("install", new Install().syntax(), List.of(words)), call, "install");
    }

    private Prompt answering(String answer) {
        return question -> {
            asked.add(question);
            return Optional.of(answer);
        };
    }

    @Test
    void yesPinsAll() {
        consent(answering(" Y "), "a").ask(TWO, "nothing was installed");

        assertThat(services.trust.pins).hasSize(2);
        assertThat(asked)
                .containsExactly("Known from the network alone:\n  a by " + ANN
                        + "\n    fingerprint abcd-efgh\n    from p2p\n  b by " + BOB
                        + "\n    fingerprint ijkl-mnop\n    from p2p\nTrust and pin all of these? [y/N] ");
    }

    @Test
    void anythingElsePinsNothing() {
        for (String answer : List.of("", "n", "yep", "no")) {
            assertThatThrownBy(() -> consent(answering(answer), "a").ask(TWO, "nothing was installed"))
                    .hasMessage("You did not agree to these publishers; nothing was installed.");
        }
        assertThat(services.trust.pins).isEmpty();
    }

    @Test
    void whereNobodyIsThereItSaysWhatToType() {
        assertThatThrownBy(() -> consent(Prompt.NOBODY, "a", "b@^1").ask(TWO.subList(0, 1), "nothing was installed"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().message())
                            .isEqualTo(
                                    "The publisher of a (" + ANN + ", fingerprint abcd-efgh) is known only from the"
                                            + " network, and nobody has said whose package a name means; nothing was installed.");
                    assertThat(e.problem().next())
                            .containsExactly(
                                    "ggen install a 'b@^1' --yes",
                                    "ggen trust add a " + ANN,
                                    "ggen install @" + ANN + "/a");
                });
    }

    @Test
    void yesOnTheCommandLineAsksNobodyAndPinsNothing() {
        consent(answering("n"), "a", "--yes").ask(TWO, "nothing was installed");

        assertThat(asked).isEmpty();
        assertThat(services.trust.pins).isEmpty();
    }

    @Test
    void installAndUpdateTakeTheOption() {
        assertThat(Run.of(services, "install", "a", "--yes").status()).isZero();
        assertThat(Run.of(services, "update", "--yes").status()).isZero();
        services.marketplace.requests.get(0).options().consent().ask(TWO, "nothing was installed");
        assertThat(Run.of(services, "install", "a", "--allow-code").status()).isZero();
        assertThat(Run.of(services, "update", "--allow-code").status()).isZero();
    }

    private static Consent.Code code(String name, PublisherId publisher, String reason) {
        return new Consent.Code(
                new PackageName(name),
                Version.parse("1.0.0"),
                publisher,
                publisher.isLocal() ? "" : "abcd-efgh",
                reason);
    }

    @Test
    void codeIsAskedAboutAsAWholeAndOnlyYesAgrees() {
        List<Consent.Code> two = List.of(code("a", ANN, ""), code("b", PublisherId.LOCAL, "needed by a"));
        consent(answering("y"), "a").askForCode(two, "nothing was installed");
        assertThat(asked)
                .containsExactly("Code that would run inside this host, with all of its rights:\n  a 1.0.0 by " + ANN
                        + "\n    fingerprint abcd-efgh\n  b 1.0.0 by local (unsigned), needed by a\nLet all of them run?"
                        + " [y/N] ");
        assertThatThrownBy(() -> consent(answering(""), "a").askForCode(two.subList(0, 1), "nothing was installed"))
                .hasMessage("You did not agree to run this code; nothing was installed.");
    }

    @Test
    void yesIsNotConsentToCode() {
        assertThatThrownBy(() -> consent(Prompt.NOBODY, "a", "--yes")
                        .askForCode(List.of(code("a", ANN, "")), "nothing was installed"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().message())
                            .isEqualTo(
                                    "a 1.0.0 (" + ANN + ") holds code that would run inside this host with all of its"
                                            + " rights, and nobody has agreed to that; nothing was installed.");
                    assertThat(e.problem().next())
                            .containsExactly(
                                    "ggen install a --yes --allow-code", "ggen trust add a " + ANN + " --code");
                });
    }

    @Test
    void allowCodeAgreesToCodeAndToNothingElse() {
        Consent consent = consent(Prompt.NOBODY, "a", "--allow-code");
        consent.askForCode(List.of(code("a", ANN, "")), "nothing was installed");
        assertThatThrownBy(() -> consent.ask(TWO, "nothing was installed"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().next().get(0)).isEqualTo("ggen install a --allow-code --yes"));
    }

    @Test
    void wherePackagesTurnedIntoCodeTheOptionAloneHelps() {
        assertThatThrownBy(() -> consent(Prompt.NOBODY, "a")
                        .askForCode(List.of(code("a", ANN, Consent.Code.WAS_FILES)), "nothing was installed"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().next()).containsExactly("ggen install a --allow-code"));
    }

    @Test
    void aSpecThatCannotBeReadSaysThatNothingWasInstalled() {
        Run run = Run.of(services, "install", "a@^1,^2");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("; nothing was installed.\n");
    }
}
