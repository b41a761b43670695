package io.ggen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.files.PathLock;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeIdentityTest {
    private static final byte[] MESSAGE = "hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path temporary;

    private Path folder() {
        return temporary.resolve("home/keys");
    }

    private Identity identity() {
        return new HomeIdentity(new Home(temporary.resolve("home")));
    }

    @Test
    void keysAreMadeWhenFirstNeededAndStayTheSame() {
        Identity first = identity();
        assertThat(folder()).doesNotExist();
        Signer host = first.host();
        assertThat(folder().resolve("publisher.pem")).doesNotExist();
        Signer publisher = first.publisher();

        assertThat(publisher.publicKey()).isNotEqualTo(host.publicKey());
        assertThat(first.host()).isSameAs(host);
        assertThat(identity().host().publicKey()).isEqualTo(host.publicKey());
        assertThat(identity().publisher().publicKey()).isEqualTo(publisher.publicKey());
        byte[] signature = publisher.sign(MESSAGE);
        assertThat(identity().publisher().sign(MESSAGE)).isEqualTo(signature);
        assertThat(publisher.publicKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(host.publicKey().verifies(MESSAGE, signature)).isFalse();
    }

    @Test
    void filesAndFolderAreTheirOwnersAlone() throws Exception {
        identity().host();
        identity().publisher();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        for (String name : List.of("host.pem", "publisher.pem")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(folder().toFile().list()).containsExactlyInAnyOrder("host.pem", "publisher.pem", ".lock");
    }

    @Test
    void askingForThePublisherMakesNoKey() {
        Identity identity = identity();
        assertThat(identity.publisherIfMade()).isEmpty();
        assertThat(folder()).doesNotExist();

        PublicKey made = identity().publisher().publicKey();
        assertThat(identity.publisherIfMade()).contains(made);
        assertThat(identity.publisher().publicKey()).isEqualTo(made);
        assertThat(identity.publisherIfMade()).contains(made);
    }

    @Test
    void aKeyThatOpensslMadeIsThePublisherIfItIsPutThere() throws Exception {
        Signer signer = KeyFiles.write(folder().resolve("publisher.pem"), KeyFiles.pem(KeyFiles.SEED));

        assertThat(identity().publisherIfMade()).contains(signer.publicKey());
        assertThat(identity().publisher().publicKey()).isEqualTo(signer.publicKey());
    }

    @Test
    void aNewSeedComesFromTheGivenRandomness() {
        byte[] seed = KeyFiles.SEED;
        Signer made = new HomeIdentity(folder(), seed::clone).publisher();

        assertThat(made.publicKey()).isEqualTo(SeedSigner.of(seed).publicKey());
        assertThat(made).hasToString("signer of " + made.publicKey());
    }

    @Test
    void manyThreadsGetOneKey() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<PublicKey>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Identity identity = identity();
                calls.add(() -> identity.publisher().publicKey());
                calls.add(() -> identity.publisher().publicKey());
            }
            Set<PublicKey> seen = new HashSet<>();
            for (Future<PublicKey> one : pool.invokeAll(calls)) {
                seen.add(one.get());
            }
            assertThat(seen).hasSize(1);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void manyProcessesGetOneKey() throws Exception {
        List<Process> processes = new ArrayList<>();
        try {
            List<BufferedReader> outputs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Process process = KeyMaker.start(folder());
                processes.add(process);
                outputs.add(process.inputReader(StandardCharsets.UTF_8));
            }
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("up");
            }
            for (Process process : processes) {
                process.getOutputStream().write('\n');
                process.getOutputStream().flush();
            }
            Set<String> seen = new HashSet<>();
            for (BufferedReader output : outputs) {
                seen.add(output.readLine());
            }
            assertThat(seen).containsExactly(identity().publisher().publicKey().toString());
        } finally {
            for (Process process : processes) {
                KeyMaker.end(process);
            }
        }
    }

    @Test
    void whatAProcessThatDiedLeftBehindIsSweptAndNeverAKey() throws Exception {
        Files.createDirectories(folder());
        Path left = folder().resolve(".publisher.pem-4711-1.tmp");
        Files.writeString(left, "-----BEGIN PRIV");

        assertThat(identity().publisherIfMade()).isEmpty();
        identity().publisher();

        assertThat(left).doesNotExist();
        assertThat(identity().publisherIfMade()).isPresent();
    }

    @Test
    void aLinkThatLeadsNowhereIsNotReplacedByANewKey() throws Exception {
        Files.createDirectories(folder());
        Path link = folder().resolve("publisher.pem");
        Files.createSymbolicLink(link, temporary.resolve("not-mounted/publisher.pem"));

        assertRefused(() -> identity().publisher(), "publisher.pem does not exist, expected");
        assertRefused(() -> identity().publisherIfMade(), "publisher.pem does not exist, expected");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aLinkToAKeyElsewhereIsFollowed() throws Exception {
        Path elsewhere = temporary.resolve("secrets/my key.pem");
        Signer signer = KeyFiles.write(elsewhere, KeyFiles.pem(KeyFiles.SEED));
        Files.createDirectories(folder());
        Files.createSymbolicLink(folder().resolve("publisher.pem"), elsewhere);

        assertThat(identity().publisher().publicKey()).isEqualTo(signer.publicKey());
        KeyFiles.chmod(elsewhere, "rw-r-----");
        assertRefused(() -> identity().publisher(), "is open to others (rw-r-----)");
    }

    @Test
    void aFolderThatOthersCanWriteIsRefused() throws Exception {
        identity().publisher();
        KeyFiles.chmod(folder(), "rwxrwxr-x");

        Problem problem = assertRefused(
                () -> identity().publisher(),
                "The folder " + folder()
                        + " can be written by others (rwxrwxr-x), expected rwx------ since whoever writes"
                        + " there can replace the publisher key; nothing was signed.");
        assertThat(problem.next()).containsExactly("chmod 700 " + folder());
        assertRefused(() -> identity().publisherIfMade(), "can be written by others");
    }

    @Test
    void aFolderThatCannotBeMadeIsOneSentence() throws Exception {
        Files.createDirectories(folder().getParent());
        Files.writeString(folder(), "a file");

        Problem problem = assertRefused(() -> identity().publisher(), "no key was made and nothing was signed.");
        assertThat(problem.message()).startsWith("The publisher key file " + folder().resolve("publisher.pem"));
        assertThat(folder()).hasContent("a file");
    }

    @Test
    void anInterruptionEndsTheWaitWithoutAKey() throws Exception {
        Files.createDirectories(folder());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            PathLock held =
                    other.submit(() -> PathLock.take(folder().resolve(".lock"))).get();
            Thread.currentThread().interrupt();
            Problem problem = assertRefused(
                    () -> identity().publisher(), "Making the publisher key was interrupted; no key was made.");
            assertThat(problem.kind()).isEqualTo(Problem.Kind.CANCELLED);
            assertThat(Thread.interrupted()).isTrue();
            other.submit(() -> {
                        held.close();
                        return held;
                    })
                    .get();
        } finally {
            other.shutdownNow();
        }
        assertThat(folder().resolve("publisher.pem")).doesNotExist();
    }

    @Test
    void anotherFileIsReadAndNeverWritten() throws Exception {
        Path file = temporary.resolve("other.pem");
        assertRefused(() -> identity().read(file), "The key file " + file + " does not exist, expected an Ed25519");
        assertThat(file).doesNotExist();

        Signer signer = KeyFiles.write(file, KeyFiles.pem(KeyFiles.SEED));
        assertThat(identity().read(file).publicKey()).isEqualTo(signer.publicKey());
        assertThat(folder()).doesNotExist();
    }

    private static Problem assertRefused(Runnable call, String part) {
        ProblemException[] thrown = new ProblemException[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(ProblemException.class, e -> thrown[0] = e)
                .hasMessageContaining(part);
        return thrown[0].problem();
    }

    @Test
    void aPublisherKeyThatWasMovedAsideMakesRoomForANewOneAndTheHostStaysWhoItIs() throws Exception {
        Identity identity = identity();
        PublicKey host = identity.host().publicKey();
        PublicKey revoked = identity.publisher().publicKey();
        Files.move(folder().resolve("publisher.pem"), folder().resolve("revoked.pem"));
        Files.move(folder().resolve("host.pem"), folder().resolve("host.old"));

        assertThat(identity.publisherIfMade()).isEmpty();
        assertThat(identity.publisher().publicKey()).isNotEqualTo(revoked);
        assertThat(identity.publisherIfMade()).contains(identity.publisher().publicKey());
        assertThat(identity.host().publicKey()).isEqualTo(host);
    }
}
