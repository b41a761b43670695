package io.ggen.lockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RefusedLockTest {
    private static final String SHA = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    private final JsonLockfile lockfile = new JsonLockfile();

    @Test
    void damagedTextIsToldWithItsPlace() {
        refused("{\n  \"version\": \"1.1\",\n  \"requests\": {\"a\" \"b\"}\n}", "is damaged at line 3, column 20: ");
        refused("", "is damaged at line 1, column 1: it is empty");
        refused("   ", "is damaged at line 1, column 1: it is empty");
        refused("[]", "a lock begins with '{'");
        refused("{\"packages\": {}}", "it does not say its format");
        refused("{\"version\": \"0.9\"}", "'0.9' is not a format of locks");
        refused("{\"version\": {}}", "'' is not a format of locks");
        refused("{\"version\": \"1.1", "is damaged at line 1, column ");
        refused("{\"version\": \"1.1\"}", "it has no 'packages'");
        refused("{\"version\": \"1.1\", \"packages\": {}}", "it has no 'requests'");
        refused("{\"version\": \"1.1\", \"requests\": {}, \"packages\": {}} {}", "something follows its end");
        refused(
                "{\"version\": \"1.1\", \"requests\": {}, \"packages\": {}",
                "is damaged at line 1, column 50: it ends in the middle;");
        refused("{\"version\": \"1.1\", \"requests\": [], \"packages\": {}}", "'requests' begins with '{'");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"a\": 1}, \"packages\": {}}",
                "a request is not a text in quotes");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"a\": \"^^1\"}, \"packages\": {}}",
                "is not a range of versions");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"A\": \"1.0.0\"}, \"packages\": {}}",
                "'A' is not a package name");
        refused("{\"version\": \"1.1\", \"requests\": {\"@/a\": \"1\"}, \"packages\": {}}", "is not a publisher");
        refused("{\"version\": \"1.1\", \"packages\": {\"a@1.0.0\": 1}}", "a package begins with '{'");
        refused("{\"version\": \"1.1\", \"x\": \"\\ud800\u0000\"}", "is damaged at line 1, column ");
        refused("\u0000\u0000", "is damaged at line 1, column ");
        refused("{\"version\": \"1.1\", \"version\": \"1.1\"}", "Duplicate field 'version'");
    }

    @Test
    void aPackageMustSayWhatItIs() {
        refusedPackage("a@1.0.0", "", "'a@1.0.0' has no 'name'");
        refusedPackage("a@1.0.0", "\"name\": \"a\"", "'a@1.0.0' has no 'version'");
        refusedPackage("a@1.0.0", "\"name\": \"a\", \"version\": \"1.0.0\"", "'a@1.0.0' has no 'publisher'");
        refusedPackage(
                "a@1.0.0",
                "\"name\": \"a\", \"version\": \"1.0.0\", \"publisher\": \"local\"",
                "'a@1.0.0' has no 'integrity'");
        refusedPackage("a@1.0.0", "\"integrity\": \"sha256-AAAA\"", "has 32 bytes, not 3");
        refusedPackage("a@1.0.0", "\"integrity\": \"sha1-AAAA\"", "'sha1-AAAA' is not a digest");
        refusedPackage("a@1.0.0", "\"integrity\": null", "'integrity' is not a text in quotes");
        refusedPackage("a@1.0", package_("a", "1.0", ""), "'1.0' is not a version");
        refusedPackage("a@1.0.0", "\"dependencies\": [\"b\"]", "'dependencies' begins with '{'");
        refusedPackage("a@1.0.0", "\"dependencies\": {\"b\": \"^1.0.0\"}", "'^1.0.0' is not a version");
        refusedPackage("a@1.0.0", "\"dependencies\": {\"b\": 1}", "a dependency is not a text in quotes");
        refusedPackage("a@1.0.0", "\"name\": \"a\", \"name\": \"a\"", "Duplicate field 'name'");
    }

    @Test
    void aLockThatContradictsItselfIsRefused() {
        refusedPackage("b@1.0.0", package_("a", "1.0.0", ""), "contradicts itself: 'b@1.0.0' holds a@1.0.0 (line 2)");
        refusedPackage("a@1.0.1", package_("a", "1.0.0", ""), "contradicts itself: 'a@1.0.1' holds a@1.0.0 (line 2)");
        refusedPackage(
                "a@1.0.0",
                package_("a", "1.0.0", "") + ", \"resolved\": \"/home/a\"",
                "contradicts itself: 'a@1.0.0' is resolved to '/home/a' (line 2)");
        refusedPackages(
                "contradicts itself: it holds two versions of 'a', 1.0.0 and 2.0.0 (line 3)",
                package_("a", "1.0.0", ""),
                package_("a", "2.0.0", ""));
        refusedPackages(
                "a@1.0.0 depends on 'b', which is not among its packages; nothing was changed.",
                package_("a", "1.0.0", "\"b\": \"1.0.0\""));
        refusedPackages(
                "a@1.0.0 depends on b@1.0.0, but b@2.0.0 is what it holds; nothing was changed.",
                package_("a", "1.0.0", "\"b\": \"1.0.0\""),
                package_("b", "2.0.0", ""));
        refusedPackages("Duplicate field 'a@1.0.0'", package_("a", "1.0.0", ""), package_("a", "1.0.0", ""));
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"a\": \"latest\"}, \"packages\": {}}",
                "contradicts itself: 'a' is requested but not among its packages");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"a\": \"*\", \"@x/a\": \"*\"}, \"packages\": {}}",
                "contradicts itself: 'a' is requested from two publishers (line 1)");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"@x/a\": \"*\"}, \"packages\": {\"a@1.0.0\": {"
                        + package_("a", "1.0.0", "") + "}}}",
                "contradicts itself: '@x/a' is requested but a@1.0.0 is by publisher local");
        refused(
                "{\"version\": \"1.0\", \"packages\": {\"a@1.0.0\": {\"integrity\": \"" + SHA
                        + "\", \"dependencies\": [\"b\"]}}}",
                "a@1.0.0 depends on b@latest, which is not among its packages");
    }

    @Test
    void sizeAndNestingAreBounded() {
        assertThatThrownBy(() -> new JsonLockfile(10).read(new byte[11], "ggen.lock"))
                .hasToString("ggen.lock has 11 bytes and a lock has at most 10; nothing was changed.");
        refused("{\"x\": " + "[".repeat(100_000), "is damaged at line 1, column ");
        refused("{\"version\": \"1.1\", \"x\": " + "[".repeat(100_000), "is damaged at line 1, column ");
        refused("{\"" + "x".repeat(100_000) + "\": 1}", "is damaged at line 1, column ");
        refused(
                "{\"version\": \"1.1\", \"requests\": {\"" + "x".repeat(60_000) + "\": \"*\"}}",
                "is not a package name");
    }

    @Test
    void noDamageOfAGoodLockEscapesAsAnotherException() {
        byte[] good = lockfile.write(new RandomLocks(7).next(5));
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            byte[] text = random.nextInt(3) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
            try {
                lockfile.read(text, "ggen.lock");
            } catch (ProblemException e) {
                refused++;
                assertThat(e.getMessage())
                        .startsWith("ggen.lock ")
                        .endsWith("; nothing was changed.")
                        .doesNotContain("\n")
                        .hasSizeLessThan(500);
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void theLabelIsMadeSafeToShow() {
        assertThatThrownBy(() -> lockfile.read(new byte[0], "a\u001b[31m\nb"))
                .hasMessageStartingWith("a?[31m?b is damaged");
    }

    private void refused(String text, String fragment) {
        assertThatThrownBy(() -> lockfile.read(text.getBytes(StandardCharsets.UTF_8), "ggen.lock"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("ggen.lock ")
                .hasMessageContaining(fragment)
                .hasMessageEndingWith("; nothing was changed.");
    }

    private void refusedPackage(String key, String members, String fragment) {
        refused(
                "{\"version\": \"1.1\", \"requests\": {}, \"packages\": {\n\"" + key + "\": {" + members + "}}}",
                fragment);
    }

    private void refusedPackages(String fragment, String... packages) {
        StringBuilder text = new StringBuilder("{\"version\": \"1.1\", \"requests\": {}, \"packages\": {");
        for (int i = 0; i < packages.length; i++) {
            String[] words = packages[i].split("\"", -1);
            text.append(i == 0 ? "\n\"" : ",\n\"").append(words[3]).append('@').append(words[7]);
            text.append("\": {").append(packages[i]).append('}');
        }
        refused(text.append("}}").toString(), fragment);
    }

    private static String package_(String name, String version, String dependencies) {
        return "\"name\": \"" + name + "\", \"version\": \"" + version
                + "\", \"publisher\": \"local\", \"integrity\": \"" + SHA + "\", \"dependencies\": {" + dependencies
                + "}";
    }
}
