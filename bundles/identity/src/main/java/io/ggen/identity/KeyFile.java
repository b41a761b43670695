package io.ggen.identity;

import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key file that was read and found private and whole. The public half it names is checked against the private one when
 * that is first used.
 */
final class KeyFile {
    /** The longest file that is read, in bytes. */
    static final int LONGEST = 4096;

    private final Path file;
    private final KeyText text;
    private final String remedy;

    private KeyFile(Path file, KeyText text, String remedy) {
        this.file = file;
        this.text = text;
        this.remedy = remedy;
    }

    /** Reads {@code file}; links are followed. {@code remedy} is what a user can do about damage. */
    static KeyFile read(Path file, String remedy) {
        try {
            return new KeyFile(file, KeyText.read(content(file, remedy)), remedy);
        } catch (KeyText.NotAKey e) {
            throw problem(file, String.valueOf(e.getMessage()), remedy, advice(file, String.valueOf(e.getMessage())))
                    .asException(e);
        } catch (NoSuchFileException e) {
            throw problem(file, "does not exist", remedy, remedy.isEmpty() ? List.of(make(file)) : List.of())
                    .asException(e);
        } catch (AccessDeniedException e) {
            throw problem(
                            file,
                            "may not be read by this user",
                            remedy,
                            List.of("ls -l " + Texts.quoted(file.toString())))
                    .asException(e);
        } catch (IOException e) {
            throw problem(
                            file,
                            "cannot be read (" + Texts.shown(String.valueOf(e.getMessage())) + ")",
                            remedy,
                            List.of())
                    .asException(e);
        }
    }

    private static byte[] content(Path file, String remedy) throws IOException {
        if (Files.isDirectory(file)) {
            throw problem(file, "is a folder", remedy, List.of()).asException();
        }
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw problem(file, "is no regular file", remedy, List.of()).asException();
        }
        String mode = Permissions.of(file);
        if (!Permissions.isPrivate(mode)) {
            throw new KeyFileProblem(
                            file,
                            "is open to others (" + mode + ")",
                            "rw-------",
                            "",
                            List.of("chmod 600 " + Texts.quoted(file.toString())))
                    .asException();
        }
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(LONGEST + 1);
        }
        if (content.length > LONGEST) {
            throw problem(file, "has more than " + LONGEST + " bytes", remedy, List.of())
                    .asException();
        }
        return content;
    }

    /** The command that makes a key in {@code file}, private as it has to be; never done by itself for a name mistyped. */
    private static String make(Path file) {
        return "openssl genpkey -algorithm ed25519 -out " + Texts.quoted(file.toString());
    }

    private static List<String> advice(Path file, String found) {
        String quoted = Texts.quoted(file.toString());
        if (found.contains("passphrase")) {
            return List.of("openssl pkey -in " + quoted + " -out NEWFILE");
        }
        return found.contains("algorithm") || found.contains("OpenSSH")
                ? List.of("openssl genpkey -algorithm ed25519 -out NEWFILE")
                : List.of();
    }

    private static KeyFileProblem problem(Path file, String found, String remedy, List<String> next) {
        return new KeyFileProblem(file, found, KeyFileProblem.A_KEY, remedy, next);
    }

    /** The public half as the file's own first line names it, without any computing; null if there is no such line. */
    @Nullable
    PublicKey named() {
        String named = text.named();
        if (named == null) {
            return null;
        }
        try {
            return PublicKey.ofId(new PublisherId(named));
        } catch (ProblemException e) {
            throw misfit("is damaged: what its first line names is no key").asException(e);
        }
    }

    /** The key, ready to sign. Refused if the public half that the file names is that of another key. */
    Signer signer() {
        PublicKey named = named();
        Signer signer = SeedSigner.of(text.seed());
        byte[] enclosed = text.enclosed();
        if (named != null && !named.equals(signer.publicKey())) {
            throw misfit("is damaged: it names " + named + ", but its private key belongs to " + signer.publicKey())
                    .asException();
        }
        if (enclosed != null && !Arrays.equals(enclosed, signer.publicKey().raw())) {
            throw misfit("is damaged: its public key does not belong to its private key")
                    .asException();
        }
        return signer;
    }

    private KeyFileProblem misfit(String found) {
        return problem(file, found, remedy, List.of());
    }
}
