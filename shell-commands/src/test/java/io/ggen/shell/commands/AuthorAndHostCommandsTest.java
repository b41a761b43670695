package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PublisherId;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.p2p.api.announce.Announcer;
import io.ggen.p2p.api.announce.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Commands for authors and operators: what each asks of whom, and what it says then. */
class AuthorAndHostCommandsTest {
    private final FakeServices services = new FakeServices();

    private int nudges;

    private Run run(String line) {
        return Run.of(services, line.split(" "));
    }

    @Test
    void authorsAreServed() {
        assertThat(run("init").out()).isEqualTo("wrote /work/package.json; next: edit it, then ggen publish /work\n");
        assertThat(run("pack p").out())
                .isEqualTo("packed hello 1.0.0, 2 files of 13 kB into /work/hello-1.0.0.tar.gz (4.2 kB)\n");
        assertThat(run("publish p").out()).isEqualTo("published hello 1.0.0, 2 files of 13 kB\n");
        assertThat(run("publish p --version 2.0.0 --dry-run").out()).isEqualTo("""
                          a
                          b
                        archive  4.2 kB, sha256-S/USLzRFVMU73i67jNK349FgCtYxw4Wl18ziPHeFRZo=
                        key      none yet; the first publish makes one
                          {}
                        would publish hello 1.0.0, 2 files of 13 kB; the registry is unchanged (dry run)
                        """);
        assertThat(run("publish p --version x").status()).isEqualTo(2);
        assertThat(run("yank hello@1.0.0").out())
                .isEqualTo("yanked hello@1.0.0; new installs pass it over, locks that have it keep it\n");
        assertThat(run("unyank hello@1.0.0").out()).isEqualTo("hello@1.0.0 is not yanked any more\n");
        assertThat(run("yank hello@^1").err())
                .isEqualTo("error: 'hello@^1' does not name one exact release; write hello@VERSION; nothing was"
                        + " changed\ntry: ggen info hello\n");
        assertThat(run("yank @12D3/hello@1.0.0").status()).isZero();
        assertThat(run("deprecate hello use other").out()).isEqualTo("deprecated hello: use other\n");
        assertThat(Run.of(services, "deprecate", "hello", "").out()).isEqualTo("hello is not deprecated any more\n");
        assertThat(run("yank hello@1.0.0 --key k").status()).isZero();
        assertThat(run("unyank hello@1.0.0 --key /k").status()).isZero();
        assertThat(run("deprecate hello use other --key k").out()).isEqualTo("deprecated hello: use other\n");
        assertThat(services.publishing.asked)
                .containsExactly(
                        "init /work",
                        "pack /work/p /work",
                        "publish /work/p null false",
                        "publish /work/p 2.0.0 true",
                        "yank hello 1.0.0 true",
                        "yank hello 1.0.0 false",
                        "yank @12D3/hello 1.0.0 true",
                        "deprecate hello 'use other'",
                        "deprecate hello ''",
                        "yank hello 1.0.0 true key /work/k",
                        "yank hello 1.0.0 false key /k",
                        "deprecate hello 'use other' key /work/k");
        assertThat(run("publish p --json").out())
                .startsWith("{\"name\":\"hello\",\"version\":\"1.0.0\",\"integrity\":\"sha256-")
                .endsWith(
                        "\"size\":4200,\"files\":2,\"expanded\":13000,\"publisher\":\"local\","
                                + "\"fingerprint\":null,\"record\":null,\"newKey\":null,\"published\":true,\"unchanged\":false}\n");
    }

    @Test
    void aSignedPublishTellsWhoSigned() {
        services.publishing.signature =
                new Publishing.Signature(new PublisherId("12D3KooWx"), "abcd-efgh", "00ff", null);
        assertThat(run("publish p").out())
                .isEqualTo("published hello 1.0.0, 2 files of 13 kB, signed by 12D3KooWx (fingerprint abcd-efgh)\n"
                        + "the network hears of it when a shell or 'ggen serve' runs here and finds peers\n");
        assertThat(run("publish p --local").out())
                .isEqualTo("published hello 1.0.0, 2 files of 13 kB, signed by 12D3KooWx (fingerprint abcd-efgh)\n");
        assertThat(run("publish p --dry-run").out()).contains("key      12D3KooWx (fingerprint abcd-efgh)\n");
        assertThat(run("publish p --json").out())
                .contains("\"fingerprint\":\"abcd-efgh\",\"record\":\"00ff\",\"newKey\":null");
        services.publishing.signature = new Publishing.Signature(
                new PublisherId("12D3KooWx"), "abcd-efgh", "00ff", java.nio.file.Path.of("/home/ann/.ggen/keys"));
        assertThat(run("publish p --key k --force").out())
                .startsWith("your publisher key was made in /home/ann/.ggen/keys, fingerprint abcd-efgh\n")
                .contains("do this today", "ggen trust export FILE\n");
        assertThat(services.publishing.asked).endsWith("publish /work/p null false key /work/k force");
    }

    @Test
    void aReceiptTellsHowFarAReleaseGot() {
        services.publishing.signature =
                new Publishing.Signature(new PublisherId("12D3KooWx"), "abcd-efgh", "00ff", null);
        services.announcer = announcing(new Receipt(5, 12, 20, 6, true));
        assertThat(run("publish p").out()).endsWith("\ndurable: held by 12 of 20 peers, told to 6 listeners\n");
        assertThat(run("publish p --json").out())
                .endsWith(
                        ",\"published\":true,\"unchanged\":false,\"network\":\"durable\",\"holders\":12,\"asked\":20,\"told\":6,"
                                + "\"reachable\":true}\n");
        services.announcer = announcing(new Receipt(1, 1, 2, 1, false));
        assertThat(run("p2p publish p").out())
                .startsWith("published hello 1.0.0 for the network alone, 4.2 kB, signed by 12D3KooWx")
                .endsWith("\nannounced: held by 1 of 2 peers, told to 1 listener; it goes out again until it lasts;"
                        + " this host listens nowhere, so others cannot get the bytes from it\n");
        services.announcer = announcing(Receipt.NOBODY);
        assertThat(run("publish p").out()).endsWith("\nno peer is connected; the network hears of it when one is\n");
        assertThat(run("yank hello@1.0.0").status()).isZero();
        assertThat(run("deprecate hello x").status()).isZero();
        assertThat(nudges).isEqualTo(2);
    }

    private Announcer announcing(Receipt receipt) {
        return new Announcer() {
            @Override
            public CompletionStage<Receipt> announce(Outbox.Entry entry, Duration within, Consumer<Receipt> progress) {
                return CompletableFuture.completedStage(receipt);
            }

            @Override
            public void nudge() {
                nudges++;
            }
        };
    }

    @Test
    void anImportSignsUnlessAskedNotTo() {
        assertThat(run("registry import one --unsigned --force").status()).isZero();
        assertThat(run("registry import one --key k").status()).isZero();
        assertThat(run("registry import one --key k --unsigned").status()).isEqualTo(2);
        assertThat(services.publishing.asked)
                .containsExactly("import [/work/one] unsigned force", "import [/work/one] key /work/k");
        services.publishing.imported = new Publishing.Imported(
                List.of("a@1.0.0"),
                List.of(),
                List.of(),
                0,
                new Publishing.Signature(new PublisherId("12D3KooWx"), "abcd-efgh", null, null));
        assertThat(run("registry import one").out())
                .contains("+ a@1.0.0\nsigned by 12D3KooWx (fingerprint abcd-efgh)\nimported 1 release in ");
        assertThat(run("registry import one --json").out())
                .contains("\"publisher\":\"12D3KooWx\",\"fingerprint\":\"abcd-efgh\"");
    }

    @Test
    void importTellsWhatCouldNotBeTaken() {
        services.publishing.imported =
                new Publishing.Imported(List.of("a@1.0.0"), List.of("b@1.0.0"), List.of("x/package.toml: broken"), 12);
        assertThat(run("registry import one two")).isEqualTo(new Run(0, """
                                + a@1.0.0
                                refused: x/package.toml: broken
                                12 entries of dependency tables left out: they name no package of the marketplace
                                imported 1 release in 0.1 s; 1 there already, 1 refused
                                """, ""));
        assertThat(services.publishing.asked).containsExactly("import [/work/one, /work/two]");
        services.publishing.imported = new Publishing.Imported(List.of(), List.of(), List.of("x: broken"), 0);
        assertThat(run("registry import one").status()).isEqualTo(1);
    }

    @Test
    void registriesAreAdministered() {
        assertThat(run("registry list").out()).isEqualTo("home  read, write  /home/ann/.ggen/registry\n");
        assertThat(run("registry add team dir").out()).isEqualTo("added registry team (/work/dir)\n");
        assertThat(run("registry remove team").status()).isZero();
        assertThat(run("registry add acme").out())
                .isEqualTo("added registry acme, which an installed package brings\n");
        assertThat(run("registry remove acme").out())
                .isEqualTo("removed registry acme; the package that brings it stays installed\n");
        assertThat(services.administered).containsExactly("add team /work/dir", "remove team");
        assertThat(run("registry reindex").out())
                .isEqualTo("left out: x/1.0.0 has no archive\nindexed 2 packages, 3 releases in 0.1 s\n");
    }

    @Test
    void rolesAreShownAndFilled() {
        services.roles.roles = List.of(new io.ggen.roles.Roles.Role(
                "resolver",
                false,
                List.of(
                        new io.ggen.roles.Roles.Provider("complete", true, "io.ggen.resolver 1.0", "distribution", 10),
                        new io.ggen.roles.Roles.Provider("mine", false, "mine 1.0", "deploy", 0))));
        assertThat(run("host services").out()).isEqualTo("""
                        resolver  *  complete  io.ggen.resolver 1.0  distribution  ranking 10
                                     mine      mine 1.0              deploy        ranking 0
                        transport and reputation: where the network runs, in a shell or 'ggen serve'
                        """);
        assertThat(run("host use resolver mine").out()).isEqualTo("resolver is now mine\n");
        assertThat(services.roles.used).containsExactly("resolver mine");
    }

    @Test
    void theNextCommandCanBePastedWhateverTheFolderIsCalled() {
        assertThat(Run.of(services, "init", "My Cool Package").out())
                .isEqualTo("wrote /work/My Cool Package/package.json; next: edit it, then ggen publish"
                        + " '/work/My Cool Package'\n");
    }

    @Test
    void whatIsThereAlreadyIsNotDoneAgain() {
        services.publishing.unchanged = true;
        assertThat(run("publish p").out()).isEqualTo("published already, unchanged: hello 1.0.0, 2 files of 13 kB\n");
        assertThat(run("publish p --json").out()).contains("\"published\":true,\"unchanged\":true");
        services.roles.listings.add(Samples.listing(Samples.release("hello", "1.0.0")));
        assertThat(run("unyank hello@1.0.0").out()).isEqualTo("hello@1.0.0 was not yanked; nothing was changed\n");
        services.roles.listings.set(0, Samples.listing(Samples.yanked("hello", "1.0.0")));
        assertThat(run("yank hello@1.0.0").out()).isEqualTo("hello@1.0.0 was yanked already; nothing was changed\n");
        assertThat(run("unyank hello@1.0.0 --json").out()).endsWith("\"changed\":true}\n");
    }

    @Test
    void aFolderAloneIsNoRegistryToAdd() {
        assertThat(run("registry add /mnt/team"))
                .isEqualTo(new Run(
                        2,
                        "",
                        "error: registry add needs a name of your choice before the folder /mnt/team; nothing was"
                                + " added\ntry: ggen registry add NAME /mnt/team\n"));
        assertThat(services.roles.used).isEmpty();
    }

    @Test
    void rolesOfTheNetworkAreToldToBeWhereItRuns() {
        assertThat(run("host use transport libp2p"))
                .isEqualTo(new Run(
                        1,
                        "",
                        "error: the role transport is there where the network runs, in a shell or 'ggen serve', and none"
                                + " runs on this home; the selection is unchanged\ntry: ggen serve\n"));
        assertThat(services.roles.used).isEmpty();
        services.roles.roles = List.of(
                new io.ggen.roles.Roles.Role("transport", false, List.of()),
                new io.ggen.roles.Roles.Role("reputation", false, List.of()));
        assertThat(run("host use transport libp2p").status()).isZero();
        assertThat(run("host services").out()).doesNotContain("ggen serve");
    }

    @Test
    void whatIsNoPublisherIsWrongUsageOfSearch() {
        assertThat(run("search --publisher nope").status()).isEqualTo(2);
        assertThat(run("search --publisher nope").err())
                .contains("'nope' is no publisher")
                .contains("nothing was looked for");
        assertThat(services.catalog.queries).isEmpty();
        assertThat(run("search --publisher local").status()).isZero();
    }
}
