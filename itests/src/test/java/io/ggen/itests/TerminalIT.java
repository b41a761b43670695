package io.ggen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.itests.plugin.Shelf;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive shell in a real pseudo-terminal. */
class TerminalIT {
    private static final String TAB = "\t";
    private static final String ENTER = "\r";
    private static final String UP = "\u0010"; // Ctrl-P, which every terminal type sends alike
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path folder;

    @Test
    void commandsPackagesVersionsAndOptionsCompleteAndRun() throws Exception {
        try (Screen screen = Screen.open(new Ggen(folder.resolve("home")))) {
            screen.await("ggen> ");
            screen.type("insta" + TAB);
            screen.await("install ");
            screen.type("hello" + TAB);
            screen.await("hello-world");
            screen.type(ENTER);
            screen.await("installed 4 packages");
            screen.await("ggen> ");

            screen.type("info page-style@0.2" + TAB);
            screen.await("0.2.0");
            screen.type(ENTER);
            screen.await("style sheet");
            screen.await("ggen> ");

            screen.type("install --froz" + TAB);
            screen.await("--frozen");
            screen.type(CTRL_C);
            screen.await("ggen> ");

            screen.type("list | grep lang" + ENTER);
            screen.await("language-names");
            screen.await("ggen> ");
            screen.type("exit" + ENTER);
            assertThat(screen.awaitExit()).isZero();
        }
    }

    @Test
    void aRegistryThatAPackageBringsCompletesAndSoDoFoldersOfOthers() throws Exception {
        Ggen ggen = new Ggen(folder.resolve("home"));
        CodePackages packages = new CodePackages(folder);
        Path source = packages.source("shelf", "1.0.0", "", packages.shelf("1.0.0", Shelf.class));
        ggen.run("publish", "--local", source.toString()).ok();
        try (Screen screen = Screen.open(ggen, "--no-p2p")) {
            screen.await("ggen> ");
            screen.type("install shelf --allow-code" + ENTER);
            screen.await("installed 1 package");
            screen.await("ggen> ");
            screen.type("registry:add sh" + TAB + ENTER);
            screen.await("added registry shelf");
            screen.await("ggen> ");
            screen.type("registry:add team " + folder + "/sour" + TAB);
            screen.await("/sources/");
            screen.type(CTRL_C);
            screen.await("ggen> ");
            screen.type("exit" + ENTER);
            assertThat(screen.awaitExit()).isZero();
        }
    }

    @Test
    void anErrorIsOneSentenceAndTheShellGoesOn() throws Exception {
        try (Screen screen = Screen.open(new Ggen(folder.resolve("home")))) {
            screen.await("ggen> ");
            screen.type("install helo-world" + ENTER);
            screen.await("error: ");
            String shown = screen.await("ggen> ");
            assertThat(shown).contains("helo-world").contains("try: ").doesNotContain("Exception");
            screen.type("list" + ENTER);
            screen.await("ggen> ");
            screen.type(CTRL_D);
            assertThat(screen.awaitExit()).isZero();
        }
    }

    @Test
    void historyIsRememberedByTheNextShell() throws Exception {
        Ggen ggen = new Ggen(folder.resolve("home"));
        try (Screen screen = Screen.open(ggen)) {
            screen.await("ggen> ");
            screen.type("info language-names" + ENTER);
            screen.await("ISO 639-1");
            screen.await("ggen> ");
            screen.type("exit" + ENTER);
            assertThat(screen.awaitExit()).isZero();
        }
        try (Screen screen = Screen.open(ggen)) {
            screen.await("ggen> ");
            screen.type(UP + UP);
            screen.await("info language-names");
            screen.type(CTRL_C);
            screen.await("ggen> ");
            screen.type(CTRL_D);
            assertThat(screen.awaitExit()).isZero();
        }
    }

    @Test
    void aShellAndOneShotCommandsWorkOnOneHomeAtOnce() throws Exception {
        Ggen ggen = new Ggen(folder.resolve("home"));
        try (Screen screen = Screen.open(ggen)) {
            screen.await("ggen> ");
            ggen.run("install", "page-style").ok();
            screen.type("list" + ENTER);
            screen.await("page-style");
            screen.await("ggen> ");
            screen.type("install hello-world" + ENTER);
            screen.await("installed 3 packages");
            assertThat(ggen.run("list").ok().out()).contains("hello-world");
            screen.type("exit 3" + ENTER);
            assertThat(screen.awaitExit()).isEqualTo(3);
        }
    }

    @Test
    void whatTabOffersAndWhatIsTypedAtTheSystemsPromptRunsInTheShellToo() throws Exception {
        try (Screen screen = Screen.open(new Ggen(folder.resolve("home")), "--no-p2p")) {
            screen.await("ggen> ");
            screen.type("registry l" + TAB);
            screen.await("registry list");
            screen.type(ENTER);
            screen.await("samples");
            screen.await("ggen> ");
            screen.type("host use resolver pub" + TAB);
            screen.await("pubgrub");
            screen.type(ENTER);
            assertThat(screen.await("ggen> ")).doesNotContain("error:");
            screen.type("ggen registry list | grep sampl" + ENTER);
            screen.await("samples");
            screen.await("ggen> ");
            screen.type("p2p nosuch" + ENTER);
            screen.await("try: help p2p");
            screen.await("ggen> ");
            screen.type("exit" + ENTER);
            assertThat(screen.awaitExit()).isZero();
        }
    }

    @Test
    void helpShowsAnExampleForEachCommand() throws Exception {
        try (Screen screen = Screen.open(new Ggen(folder.resolve("home")))) {
            screen.await("ggen> ");
            screen.type("help install" + ENTER);
            String help = screen.await("ggen> ");
            assertThat(help).contains("--frozen").contains("install hello-world");
            screen.type("exit" + ENTER);
            assertThat(screen.awaitExit()).isZero();
        }
    }
}
