package io.ggen.lockfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLockfileTest {
    private static final String SHA = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    private final JsonLockfile lockfile = new JsonLockfile();

    @Test
    void aLockIsWrittenExactlyLikeThis() {
        Lock lock = lock(
                List.of(
                        new Dependency(new PackageName("b"), new PublisherId("12D3Koo"), Range.parse("^1.0.0")),
                        new Dependency(new PackageName("a"), Range.LATEST)),
                entry("b", "1.2.0", "12D3Koo", Map.of()),
                entry("a", "1.0.0", "local", Map.of("b", "1.2.0", "a-b", "0.1.0-rc.1")),
                entry("a-b", "0.1.0-rc.1", "local", Map.of()));

        assertThat(new String(lockfile.write(lock), StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "version": "1.1",
                          "requests": {
                            "@12D3Koo/b": "^1.0.0",
                            "a": "latest"
                          },
                          "packages": {
                            "a-b@0.1.0-rc.1": {
                              "name": "a-b",
                              "version": "0.1.0-rc.1",
                              "publisher": "local",
                              "resolved": "ggen:a-b/0.1.0-rc.1",
                              "integrity": "SHA",
                              "dependencies": {}
                            },
                            "a@1.0.0": {
                              "name": "a",
                              "version": "1.0.0",
                              "publisher": "local",
                              "resolved": "ggen:a/1.0.0",
                              "integrity": "SHA",
                              "dependencies": {
                                "a-b": "0.1.0-rc.1",
                                "b": "1.2.0"
                              }
                            },
                            "b@1.2.0": {
                              "name": "b",
                              "version": "1.2.0",
                              "publisher": "12D3Koo",
                              "resolved": "ggen:b/1.2.0",
                              "integrity": "SHA",
                              "dependencies": {}
                            }
                          }
                        }
                        """.replace("SHA", SHA));
        assertThat(read(new String(lockfile.write(lock), StandardCharsets.UTF_8)))
                .isEqualTo(lock);
    }

    @Test
    void anEmptyLockIsWrittenAndRead() {
        String text = "{\n  \"version\": \"1.1\",\n  \"requests\": {},\n  \"packages\": {}\n}\n";

        assertThat(new String(lockfile.write(Lock.EMPTY), StandardCharsets.UTF_8))
                .isEqualTo(text);
        assertThat(read(text)).isEqualTo(Lock.EMPTY);
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        for (long seed = 0; seed < 200; seed++) {
            Lock lock = new RandomLocks(seed).next((int) seed % 40);
            byte[] text = lockfile.write(lock);

            Lock again = lockfile.read(text, "ggen.lock");

            assertThat(again).as("seed %d", seed).isEqualTo(lock);
            assertThat(lockfile.write(again)).as("seed %d", seed).isEqualTo(text);
        }
    }

    @Test
    void theOrderThatMapsWereFilledInDoesNotShow() {
        for (long seed = 0; seed < 50; seed++) {
            Lock lock = new RandomLocks(seed).next(20);
            Random random = new Random(seed);
            List<Lock.Entry> entries = new ArrayList<>(lock.packages().values());
            Collections.shuffle(entries, random);
            List<Dependency> requests = new ArrayList<>(lock.requests().values());
            Collections.shuffle(requests, random);

            Lock shuffled = lock(requests, entries.toArray(Lock.Entry[]::new));

            assertThat(lockfile.write(shuffled)).as("seed %d", seed).isEqualTo(lockfile.write(lock));
        }
    }

    @Test
    void aLockOfTheOriginalToolIsRead() {
        Lock lock = read("""
                {"packages": {
                  "app@1.0.0": {"version": "1.0.0", "resolved": "/home/me/app.tar.gz", "integrity": "md5-%1$s",
                     "dependencies": {"lib": "^2.0.0", "more": "0.1.0"}},
                  "lib@2.1.0": {"name": "lib", "version": "2.1.0", "integrity": "%1$s", "dependencies": null},
                  "more@0.1.0": {"integrity": "%1$s", "dependencies": ["lib", "tail@1.0.0"], "anything": [{}]},
                  "tail@1.0.0": {"integrity": "%2$s"}
                 }, "version": "1.0"}""".formatted(MD5, SHA));

        Digest md5 = Digest.parse(MD5);
        assertThat(lock.packages().values())
                .containsExactly(
                        entry("app", "1.0.0", md5, Map.of("lib", "2.1.0", "more", "0.1.0")),
                        entry("lib", "2.1.0", md5, Map.of()),
                        entry("more", "0.1.0", md5, Map.of("lib", "2.1.0", "tail", "1.0.0")),
                        entry("tail", "1.0.0", Digest.parse(SHA), Map.of()));
        assertThat(lock.requests().values())
                .containsExactly(new Dependency(new PackageName("app"), Range.parse("1.0.0")));
        assertThat(new String(lockfile.write(lock), StandardCharsets.UTF_8))
                .contains("\"version\": \"1.1\"", "\"app\": \"1.0.0\"", "\"publisher\": \"local\"", "md5-" + MD5);
        assertThat(read(new String(lockfile.write(lock), StandardCharsets.UTF_8)))
                .isEqualTo(lock);
    }

    @Test
    void ofACircleInAnOldLockTheFirstPackageCountsAsRequested() {
        Lock lock = read("""
                {"version": "1.0", "packages": {
                  "a@1.0.0": {"integrity": "%1$s"},
                  "c@1.0.0": {"integrity": "%1$s", "dependencies": ["b"]},
                  "b@1.0.0": {"integrity": "%1$s", "dependencies": ["c"]}}}""".formatted(SHA));

        assertThat(lock.requests().keySet()).containsExactly(new PackageName("a"), new PackageName("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "1.2", "3", "10.5"})
    void aLockOfANewerGgenIsLeftAlone(String format) {
        assertThatThrownBy(() -> read("{\"packages\": [1, {\"x\": 2}], \"version\": \"" + format + "\", \"more\": ["))
                .hasToString("ggen.lock was written by a newer ggen (format " + format + "); nothing was changed.")
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().next()).containsExactly("update ggen"));
    }

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
    void aLockThatWouldNotBeReadIsNotWritten() {
        Lock dangling = lock(List.of(), entry("a", "1.0.0", "local", Map.of("b", "1.0.0")));
        Lock unmet = lock(List.of(new Dependency(new PackageName("a"), Range.LATEST)));
        Lock misfiled = new Lock(
                new TreeMap<>(), new TreeMap<>(Map.of(new PackageName("b"), entry("a", "1.0.0", "local", Map.of()))));

        for (Lock lock : List.of(dangling, unmet, misfiled)) {
            assertThatThrownBy(() -> lockfile.write(lock))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("The lock to be written contradicts itself: ");
        }
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
            byte[] text = random.nextInt(3) == 0 ? java.util.Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
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

    @Test
    void aLockOfThreeThousandPackagesReadsFast() {
        byte[] text = lockfile.write(new RandomLocks(1).next(3_000));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            long start = System.nanoTime();
            lockfile.read(text, "ggen.lock");
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.println("read " + text.length + " bytes in " + best / 1_000 + " us");
        assertThat(best).isLessThan(100_000_000);
    }

    private Lock read(String text) {
        return lockfile.read(text.getBytes(StandardCharsets.UTF_8), "ggen.lock");
    }

    private void refused(String text, String fragment) {
        assertThatThrownBy(() -> read(text))
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

    private static Lock.Entry entry(String name, String version, String publisher, Map<String, String> dependencies) {
        Lock.Entry entry = entry(name, version, Digest.parse(SHA), dependencies);
        return new Lock.Entry(
                entry.name(), entry.version(), new PublisherId(publisher), entry.integrity(), entry.dependencies());
    }

    private static Lock.Entry entry(String name, String version, Digest digest, Map<String, String> dependencies) {
        SortedMap<PackageName, Version> chosen = new TreeMap<>();
        dependencies.forEach((key, value) -> chosen.put(new PackageName(key), Version.parse(value)));
        return new Lock.Entry(new PackageName(name), Version.parse(version), PublisherId.LOCAL, digest, chosen);
    }

    private static Lock lock(List<Dependency> requests, Lock.Entry... entries) {
        SortedMap<PackageName, Dependency> asked = new TreeMap<>();
        requests.forEach(request -> asked.put(request.name(), request));
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        for (Lock.Entry entry : entries) {
            packages.put(entry.name(), entry);
        }
        return new Lock(asked, packages);
    }
}
