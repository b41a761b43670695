package io.ggen.identity;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One key of a home: read when first needed, made if there is none, then remembered; that of a publisher only as long as its file is there. */
final class KeptKey {
    private static final String LOCK = ".lock";

    private final KeyRole role;
    private final Path folder;
    private final Path file;
    private final Seeds seeds;
    private @Nullable Signer signer;

    KeptKey(KeyRole role, Path folder, Seeds seeds) {
        this.role = role;
        this.folder = folder;
        this.file = folder.resolve(role.fileName());
        this.seeds = seeds;
    }

    synchronized Signer readOrMake() {
        forgetIfMovedAway();
        Signer known = signer;
        if (known == null) {
            known = isThere() ? read() : make();
            signer = known;
        }
        return known;
    }

    synchronized Optional<PublicKey> publicKeyIfMade() {
        forgetIfMovedAway();
        if (signer != null) {
            return Optional.of(signer.publicKey());
        }
        if (!isThere()) {
            return Optional.empty();
        }
        checkFolder();
        PublicKey named = KeyFile.read(file, role.remedy()).named();
        return Optional.of(named != null ? named : readOrMake().publicKey());
    }

    /** Whoever moves a revoked publisher key away wants a new one, without starting a host anew; that one's own key is in use. */
    private void forgetIfMovedAway() {
        if (role == KeyRole.PUBLISHER && signer != null && !isThere()) {
            signer = null;
        }
    }

    /** A link that leads nowhere counts: it may lead to a disk that is not mounted, and must not be replaced by a new key. */
    private boolean isThere() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private Signer read() {
        checkFolder();
        return KeyFile.read(file, role.remedy()).signer();
    }

    /** Who may write in the folder may replace the key. */
    private void checkFolder() {
        try {
            String mode = Permissions.of(folder);
            if (Permissions.isWritableByOthers(mode)) {
                throw Problem.of(
                                "The folder " + Texts.shown(folder.toString(), 300) + " can be written by others ("
                                        + mode
                                        + "), expected rwx------ since whoever writes there can replace the "
                                        + role.word()
                                        + " key; nothing was signed.",
                                "chmod 700 " + Texts.quoted(folder.toString()))
                        .asException();
            }
        } catch (IOException e) {
            throw unmade("cannot be looked at", e).asException(e);
        }
    }

    private Signer make() {
        try {
            makeFolder();
            checkFolder();
            try (PathLock lock = PathLock.take(folder.resolve(LOCK))) {
                if (isThere()) {
                    return read();
                }
                sweep();
                byte[] seed = seeds.next();
                Signer made = SeedSigner.of(seed);
                write(KeyText.write(seed, made.publicKey().id()));
                return made;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.cancelled("Making the " + role.word() + " key was interrupted; no key was made.")
                    .asException(e);
        } catch (IOException e) {
            throw unmade("cannot be written", e).asException(e);
        }
    }

    private Problem unmade(String what, IOException e) {
        return Problem.of(
                "The " + role.word() + " key file " + Texts.shown(file.toString(), 300) + " " + what + " ("
                        + Texts.shown(e.getClass().getSimpleName() + ": " + e.getMessage(), 300)
                        + "); no key was made and nothing was signed.",
                "ggen doctor");
    }

    private void makeFolder() throws IOException {
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            Files.createDirectories(above);
        }
        try {
            Files.createDirectory(folder, Permissions.forNew(above == null ? folder : above, "rwx------"));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Takes away what a process that died while it made a key left behind. Only under the lock. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*.pem-*.tmp")) {
            for (Path one : left) {
                Files.deleteIfExists(one);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void write(byte[] content) throws IOException {
        Path temporary = folder.resolve(DurableFiles.temporaryName(file));
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    Permissions.forNew(folder, "rw-------"))) {
                ByteBuffer left = ByteBuffer.wrap(content);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            DurableFiles.replace(temporary, file);
        } catch (IOException | RuntimeException e) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        DurableFiles.sync(folder);
        Path above = folder.toAbsolutePath().getParent();
        if (above != null) {
            DurableFiles.sync(above);
        }
    }
}
