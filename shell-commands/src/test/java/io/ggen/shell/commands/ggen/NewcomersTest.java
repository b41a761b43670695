package io.ggen.shell.commands.ggen;

import static io.ggen.shell.commands.FakeTrust.ANN;
import static io.ggen.shell.commands.FakeTrust.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.Progress;
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
                                    "ggen install a b@^1 --yes",
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
        assertThat(services.marketplace.requests.get(0).options().consent()).isSameAs(Consent.GIVEN);
    }

    @Test
    void aSpecThatCannotBeReadSaysThatNothingWasInstalled() {
        Run run = Run.of(services, "install", "a@^1,^2");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("; nothing was installed.\n");
    }
}
