package io.ggen.trust;

import io.ggen.api.ProblemException;
import io.ggen.api.files.DurableFiles;
import io.ggen.api.files.PathLock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code trust.json}: read when asked for and remembered while it stays the same, changed under a lock that other
 * processes keep, too. Not to be there is to be empty; damaged or unreadable is a failure of whatever needs it.
 */
final class TrustFile {
    /** More than the most pins and revocations take. */
    static final int LONGEST = 32 << 20;

    private static final String UNCHANGED = "nothing was changed";

    private final Path file;
    private final Clock clock;
    private volatile @Nullable Read last;

    /**
     * Touches nothing yet.
     *
     * @param clock the clock by which the file system gives files their times
     */
    TrustFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    Path path() {
        return file;
    }

    /** What it says now. */
    Content read() {
        try {
            return readNow();
        } catch (Damage e) {
            throw e.problem(file);
        } catch (IOException e) {
            throw Failures.problem("Reading " + Failures.shown(file), e, UNCHANGED);
        }
    }

    private Content readNow() throws IOException, Damage {
        Stamp stamp = Stamp.of(file);
        if (stamp == null) {
            return Content.NONE;
        }
        Read known = last;
        if (known != null && stamp.isSame(known.stamp)) {
            return known.content;
        }
        if (!stamp.isFile()) {
            throw new Damage("it is not a file");
        }
        Content content = TrustReader.read(bytes(stamp));
        last = stamp.isSettled(clock.millis()) ? new Read(stamp, content) : null;
        return content;
    }

    private byte[] bytes(Stamp stamp) throws IOException, Damage {
        byte[] text = {};
        if (stamp.size() <= LONGEST) {
            try (InputStream in = Files.newInputStream(file)) {
                text = in.readNBytes(LONGEST + 1);
            }
        }
        if (stamp.size() > LONGEST || text.length > LONGEST) {
            throw new Damage("it has more than " + LONGEST + " bytes");
        }
        return text;
    }

    /**
     * Replaces what it says by what {@code change} makes of that; the very same content means that nothing is written.
     * {@code change} runs alone among all processes, and what it throws ends it with nothing changed.
     */
    void change(UnaryOperator<Content> change) {
        String what = "Changing " + Failures.shown(file);
        try (PathLock lock = PathLock.take(file.resolveSibling(".trust.lock"))) {
            Content before = readNow();
            Content after = change.apply(before);
            if (!isSame(before, after)) {
                sweep();
                DurableFiles.write(file, TrustWriter.write(after));
            }
        } catch (Damage e) {
            throw e.problem(file);
        } catch (IOException e) {
            throw Failures.problem(what, e, UNCHANGED);
        } catch (InterruptedException e) {
            throw Failures.stopped(what, UNCHANGED);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a change that makes nothing returns what it was given
    private static boolean isSame(Content before, Content after) {
        return before == after;
    }

    /** Takes away what a process that died while it wrote left behind. Only under the lock. */
    private void sweep() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder(), ".trust.json-*.tmp")) {
            for (Path one : left) {
                Files.deleteIfExists(one);
            }
        }
    }

    private Path folder() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file");
        }
        return folder;
    }

    /** A file that says something which cannot be believed, as {@link Damage} words it. */
    ProblemException disbelieved(String why) {
        return new Damage(why).problem(file);
    }

    private record Read(Stamp stamp, Content content) {}
}
