package io.ggen.installer.target;

import io.ggen.api.Digest;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A folder that packages are installed into. All its own files are in {@code .ggen}:
 *
 * <pre>
 * .ggen/lock                          held by whoever changes the target
 * .ggen/current                       link to generations/N: the only thing swapped
 * .ggen/generations/N/ggen.lock       what generation N holds
 * .ggen/generations/N/generation.json why and when it was made
 * .ggen/generations/N/packages/NAME   link to a tree of the store
 * NAME, ggen.lock                     links through .ggen/current
 * </pre>
 */
public final class Target {
    static final String OWN = ".ggen";
    static final String LOCK_FILE = "ggen.lock";
    static final String LOCK_LINK = OWN + "/current/" + LOCK_FILE;
    private static final int MOST_DIGITS = 9;
    private static final long LONGEST_LOCK = 64L << 20;

    private final Path folder;
    private final Path own;

    /** The target in {@code folder}, which need not be there. */
    public Target(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.own = this.folder.resolve(OWN);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    Path own() {
        return own;
    }

    Path generations() {
        return own.resolve("generations");
    }

    /** The folder of generation {@code number}. */
    public Path generation(int number) {
        return generations().resolve(Integer.toString(number));
    }

    /** The lock of generation {@code number}. */
    public Path lockOf(int number) {
        return generation(number).resolve(LOCK_FILE);
    }

    /** The lock as users see it. */
    public Path lockFile() {
        return folder.resolve(LOCK_FILE);
    }

    Path current() {
        return own.resolve("current");
    }

    /** The right to change this target. */
    public PathLock take() throws IOException, InterruptedException {
        return PathLock.take(own.resolve("lock"));
    }

    /**
     * Refuses a folder that holds something and is not a target. Empty, missing, or holding only a {@code ggen.lock}
     * (and what version control needs) is fine.
     */
    public void refuseForeign(String state) throws IOException {
        if (isOurs()) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            refuseFile(folder, state);
            return;
        }
        String[] names = folder.toFile().list();
        if (names == null) {
            throw Problem.of(shown() + " cannot be read; " + state + ".").asException();
        }
        for (String name : new TreeSet<>(Arrays.asList(names))) {
            if (!name.equals(LOCK_FILE) && !name.startsWith(".git") && !name.equals(".hg") && !name.equals(".svn")) {
                throw Problem.of(
                                shown() + " is not a target of ggen and not empty (it holds '" + Texts.shown(name)
                                        + "'); " + state + ".",
                                "ggen install --target NEW_FOLDER")
                        .asException();
            }
        }
    }

    /** A home of ggen may be called {@code .ggen} too, so that name alone makes no target of the folder around it. */
    private boolean isOurs() {
        String[] names = own.toFile().list();
        return names != null
                && (Files.isDirectory(generations())
                        || names.length == 0
                        || (names.length == 1 && names[0].equals("lock")));
    }

    /** A folder can be made at {@code path} only if what is there, or above it, is a folder. */
    private static void refuseFile(Path path, String state) {
        Path there = path;
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        if (there != null && !Files.isDirectory(there)) {
            throw Problem.of(Texts.shown(there.toString(), 400) + " is not a folder; " + state + ".")
                    .asException();
        }
    }

    String shown() {
        return Texts.shown(folder.toString(), 400);
    }

    /** The number of the current generation; 0 if there is none. */
    public int number() throws IOException {
        String link;
        try {
            link = Files.readSymbolicLink(current()).toString();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (NotLinkException e) {
            throw damaged();
        }
        String prefix = "generations/";
        String name = link.startsWith(prefix) ? link.substring(prefix.length()) : "";
        if (!isNumber(name)) {
            throw damaged();
        }
        return Integer.parseInt(name);
    }

    private static boolean isNumber(String name) {
        if (name.isEmpty() || name.length() > MOST_DIGITS || name.charAt(0) == '0') {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private ProblemException damaged() {
        return Problem.of(
                        shown() + " is damaged (" + OWN
                                + "/current does not lead to a generation); nothing was changed.",
                        "rm -r " + shown() + "/" + OWN + "/current")
                .asException();
    }

    /** The generations there are, newest first; what a killed run left is not among them. */
    public List<Integer> numbers() throws IOException {
        int current = number();
        List<Integer> numbers = new ArrayList<>();
        String[] names = generations().toFile().list();
        if (names != null) {
            for (String name : names) {
                if (isNumber(name) && Integer.parseInt(name) <= current) {
                    numbers.add(Integer.parseInt(name));
                }
            }
        }
        numbers.sort((a, b) -> Integer.compare(b, a));
        return numbers;
    }

    /** What a killed run left among the generations. */
    List<Path> leftovers() throws IOException {
        int current = number();
        List<Path> leftovers = new ArrayList<>();
        String[] names = generations().toFile().list();
        if (names != null) {
            for (String name : names) {
                if (!isNumber(name) || Integer.parseInt(name) > current) {
                    leftovers.add(generations().resolve(name));
                }
            }
        }
        return leftovers;
    }

    /**
     * A lock that the user put in the place of ours, as {@code git checkout} does: what the target is to hold next. Empty
     * if ours is there, or if the current generation was made from it already.
     */
    public Optional<byte[]> usersLock() throws IOException {
        Path file = lockFile();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || isOurLock()) {
            return Optional.empty();
        }
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] text = readLock(file);
        return Taken.read(this).filter(taken -> taken.covers(this, text)).isPresent()
                ? Optional.empty()
                : Optional.of(text);
    }

    boolean isOurLock() throws IOException {
        return isLinkTo(lockFile(), LOCK_LINK);
    }

    static boolean isLinkTo(Path link, String text) throws IOException {
        try {
            return Files.readSymbolicLink(link).toString().equals(text);
        } catch (NoSuchFileException | NotLinkException e) {
            return false;
        }
    }

    /** Reads a file that should be a lock; refuses one that is too large to be. */
    public static byte[] readLock(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw Problem.of(Texts.shown(file.toString(), 400) + " is a folder, not a lock; nothing was changed.")
                    .asException();
        }
        if (Files.size(file) > LONGEST_LOCK) {
            throw Problem.of(Texts.shown(file.toString(), 400) + " has more than " + (LONGEST_LOCK >> 20)
                            + " MiB and is not read as a lock; nothing was changed.")
                    .asException();
        }
        return Files.readAllBytes(file);
    }

    /** The note that generation {@code number} was made from the user's lock with digest {@code sha256}. */
    record Taken(int number, String sha256) {
        static Path file(Target target) {
            return target.own.resolve("taken");
        }

        static String digest(byte[] text) {
            return Digest.sha256Of(text).hex();
        }

        static Optional<Taken> read(Target target) throws IOException {
            String text;
            try {
                text = Files.readString(file(target), StandardCharsets.ISO_8859_1)
                        .strip();
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
            int space = text.indexOf(' ');
            if (space < 0 || !isNumber(text.substring(0, space))) {
                return Optional.empty();
            }
            return Optional.of(new Taken(Integer.parseInt(text.substring(0, space)), text.substring(space + 1)));
        }

        boolean covers(Target target, byte[] text) {
            try {
                return number == target.number() && sha256.equals(digest(text));
            } catch (IOException e) {
                return false;
            }
        }
    }
}
