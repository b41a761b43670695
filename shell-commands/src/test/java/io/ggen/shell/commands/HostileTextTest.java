package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.Problem;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Generation;
import io.ggen.api.marketplace.Verification;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.registry.Listing;
import io.ggen.roles.Roles;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text from strangers never makes a terminal do anything, whatever command shows it. */
class HostileTextTest {
    private static final String EVIL = "x\u001b]0;owned\u0007\u001b[2J\r\n\u009b31m\u202e\u0000\ud800y";

    private final FakeServices services = new FakeServices();

    @BeforeEach
    void everybodyIsHostile() {
        services.catalog.found = new Catalog.Found(
                List.of(new Catalog.Hit(EVIL, EVIL, EVIL, EVIL, EVIL, List.of(EVIL), List.of(EVIL), 1, List.of(EVIL))),
                2);
        services.roles.listings.add(new Listing(
                Samples.release("a", "1.0.0"), EVIL, EVIL, List.of(EVIL), List.of(EVIL), List.of(EVIL), EVIL, EVIL, 0));
        services.marketplace.history = List.of(new Generation(1, true, Instant.EPOCH, EVIL, 1, List.of(EVIL)));
        services.marketplace.verification = new Verification(1, 1, List.of(new Verification.Damage(EVIL, EVIL, EVIL)));
        services.publishing.imported = new Publishing.Imported(List.of(EVIL), List.of(EVIL), List.of(EVIL), 1);
        services.roles.roles =
                List.of(new Roles.Role(EVIL, false, List.of(new Roles.Provider(EVIL, true, EVIL, EVIL, 0))));
        services.checkups.add(new Checkup() {
            @Override
            public String subject() {
                return EVIL;
            }

            @Override
            public List<Finding> examine() {
                return List.of(new Finding(Severity.BROKEN, EVIL, EVIL));
            }
        });
        services.marketplace.during = progress -> {
            progress.warning(EVIL);
            progress.note(EVIL);
            for (int i = 0; i < 100; i++) {
                progress.at(EVIL, i, 100);
            }
            throw Problem.of(EVIL, EVIL).asException();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search a",
                "info a",
                "history",
                "verify",
                "registry import d",
                "host services",
                "doctor",
                "install a",
                "search " + EVIL,
                "info " + EVIL,
                EVIL,
                "list " + EVIL,
                "list --" + EVIL,
                "help " + EVIL,
                "host use " + EVIL + " b",
                "registry remove " + EVIL,
                "registry add " + EVIL + " d",
                "deprecate a " + EVIL,
                "list --target " + EVIL,
                "host deploy " + EVIL,
                "rollback " + EVIL
            })
    void nothingThatATerminalObeysComesThrough(String line) {
        for (String json : List.of("", " --json")) {
            Run run = Run.of(services, (line + json).split(" "));
            harmless(run.out());
            harmless(run.err());
        }
        Run terminal = Run.in(Map.of("tty", "true", "tty.err", "true", "width", "60"), services, line.split(" "));
        harmless(withoutOurOwn(terminal.out()));
        harmless(withoutOurOwn(terminal.err()));
    }

    /** Takes away the only sequences that the program makes itself: styles, and drawing the line of progress again. */
    private static String withoutOurOwn(String text) {
        return text.replaceAll("\u001b\\[[0-9]*m", "").replace("\r\u001b[K", "");
    }

    private static void harmless(String text) {
        assertThat(text.codePoints().filter(c -> c != '\n'))
                .allSatisfy(c -> assertThat(Character.getType(c))
                        .isNotIn((int) Character.CONTROL, (int) Character.FORMAT, (int) Character.SURROGATE));
    }
}
