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
    void aLockOfThreeThousandPackagesReadsFast() {
        byte[] text = lockfile.write(new RandomLocks(1).next(3_000));
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 40; i++) {
            long start = System.nanoTime();
            lockfile.read(text, "ggen.lock");
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(best).isLessThan(100_000_000);
    }

    private Lock read(String text) {
        return lockfile.read(text.getBytes(StandardCharsets.UTF_8), "ggen.lock");
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
