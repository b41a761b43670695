package io.ggen.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Checkup;
import io.ggen.api.PublisherId;
import io.ggen.api.publishing.Publishing;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands for authors and operators: what each asks of whom, and what it says then. */
class AuthorAndHostCommandsTest {
    private final FakeServices services = new FakeServices();

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
                        "deprecate hello ''");
        assertThat(run("publish p --json").out())
                .startsWith("{\"name\":\"hello\",\"version\":\"1.0.0\",\"integrity\":\"sha256-")
                .endsWith("\"size\":4200,\"files\":2,\"expanded\":13000,\"publisher\":\"local\","
                        + "\"fingerprint\":null,\"record\":null,\"newKey\":null,\"published\":true}\n");
    }

    @Test
    void aSignedPublishTellsWhoSigned() {
        services.publishing.signature =
                new Publishing.Signature(new PublisherId("12D3KooWx"), "abcd-efgh", "00ff", null);
        assertThat(run("publish p").out())
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
                        """);
        assertThat(run("host use resolver mine").out()).isEqualTo("resolver is now mine\n");
        assertThat(services.roles.used).containsExactly("resolver mine");
    }

    @Test
    void theDoctorExaminesEverythingAndFailsIfSomethingIsBroken() {
        services.checkups.add(checkup("store", () -> List.of(Checkup.Finding.good("3 trees, all whole"))));
        assertThat(run("doctor")).isEqualTo(new Run(0, "ok       store: 3 trees, all whole\n", ""));
        services.checkups.add(checkup(
                "registry",
                () -> List.of(
                        new Checkup.Finding(Checkup.Severity.WARNING, "an index is stale", "ggen registry reindex"))));
        services.checkups.add(checkup("cache", () -> {
            throw new IllegalStateException("oops");
        }));
        assertThat(run("doctor"))
                .isEqualTo(new Run(1, """
                                ok       store: 3 trees, all whole
                                warning  registry: an index is stale
                                         try: ggen registry reindex
                                broken   cache: the examination itself failed: java.lang.IllegalStateException: oops
                                """, "error: 1 thing is broken, as told above; nothing was changed\n"));
    }

    private static Checkup checkup(String subject, java.util.function.Supplier<List<Checkup.Finding>> findings) {
        return new Checkup() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> examine() {
                return findings.get();
            }
        };
    }
}
