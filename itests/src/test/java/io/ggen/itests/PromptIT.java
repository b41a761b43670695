package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions of commands that a resident host serves, at the client's terminal: between real processes. */
@Timeout(240)
class PromptIT {
    private static final String ENTER = "\r";
    private static final String CTRL_C = "\u0003";

    @TempDir
    Path folder;

    @Test
    void theHostsQuestionIsAskedAtTheClientsTerminalAndTheAnswerGoesBack() throws Exception {
        byte[] content = Member.noise(1000, 1);
        try (Member ann = Member.start(folder.resolve("ann"));
                Member eve = Member.start(folder.resolve("eve"), ann)) {
            eve.isConnectedSoon(1);
            String annId = ann.publish("notes", "1.0.0", "", content);
            eve.findsSoon("notes", annId);
            int before = served(eve);

            try (Screen screen = Screen.open(eve.ggen, "install", "notes")) {
                assertThat(screen.await("Trust and pin this publisher? [y/N] "))
                        .contains("Known from the network alone:", "notes by " + annId, "fingerprint ");
                screen.type(CTRL_C);
                screen.await("nothing was ");
                assertThat(screen.awaitExit()).isEqualTo(130);
            }
            isUntouched(eve);

            try (Screen screen = Screen.open(eve.ggen, "install", "notes")) {
                screen.await("[y/N] ");
                screen.type("n" + ENTER);
                screen.await("error: you did not agree to this publisher; nothing was installed.");
                assertThat(screen.awaitExit()).isEqualTo(1);
            }
            isUntouched(eve);

            try (Screen screen = Screen.open(eve.ggen, "install", "notes")) {
                screen.await("[y/N] ");
                screen.type("y" + ENTER);
                screen.await("installed ");
                assertThat(screen.awaitExit()).isZero();
            }
            assertThat(eve.installed("notes")).isEqualTo(content);
            assertThat(eve.ggen.run("trust", "list").ok().out()).contains("notes", annId);
            assertThat(served(eve)).isGreaterThanOrEqualTo(before + 3);

            try (Screen screen = Screen.open(eve.ggen, "install", "notes")) {
                assertThat(screen.await("up to date")).doesNotContain("[y/N]");
                assertThat(screen.awaitExit()).isZero();
            }
        }
    }

    private static int served(Member member) throws Exception {
        return member.ggen.run("status", "--json").ok().json().get("served").asInt();
    }

    private static void isUntouched(Member member) throws Exception {
        assertThat(member.ggen.run("list", "--json").ok().json().get("packages"))
                .isEmpty();
        assertThat(member.ggen.run("trust", "list").ok().out()).contains("no name is pinned");
        Member.eventually(
                "nothing is served any more",
                () -> member.ggen
                                .run("status", "--json")
                                .ok()
                                .json()
                                .get("serving")
                                .size()
                        <= 1);
    }

    @Test
    void aRecordThatEndsAKeyIsAskedAboutToo() throws Exception {
        try (Member ann = Member.start(folder.resolve("ann"))) {
            ann.publish("notes", "1.0.0", "", Member.noise(10, 1), "queued");
            Path record = folder.resolve("ann.revoke");
            ann.ggen.run("trust", "export", record.toString()).ok();

            try (Screen screen = Screen.open(ann.ggen, "trust", "revoke", record.toString())) {
                screen.await("End this key for good? [y/N] ");
                screen.type(ENTER);
                screen.await("you did not agree to end this key; nothing was changed");
                assertThat(screen.awaitExit()).isEqualTo(1);
            }
            try (Screen screen = Screen.open(ann.ggen, "trust", "revoke", record.toString())) {
                screen.await("[y/N] ");
                screen.type("y" + ENTER);
                screen.await("has ended");
                assertThat(screen.awaitExit()).isZero();
            }
        }
    }
}
