package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.lockfile.Lockfile;
import io.ggen.installer.target.Target;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes locks through whoever fills that role, and remembers the few it read last. */
final class Locks {
    private static final int MOST_REMEMBERED = 4;

    private final Roles roles;
    private final Map<Path, Remembered> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Remembered> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    Locks(Roles roles) {
        this.roles = roles;
    }

    /** The lock in {@code file}, which messages call {@code label}. */
    Lock read(Path file, Path label) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        synchronized (remembered) {
            Remembered last = remembered.get(file);
            if (last != null && last.isOf(now)) {
                return last.lock;
            }
        }
        Lock lock = parse(Target.readLock(file), label);
        synchronized (remembered) {
            remembered.put(file, new Remembered(now.fileKey(), now.size(), now.lastModifiedTime(), lock));
        }
        return lock;
    }

    Lock parse(byte[] text, Path label) {
        return roles.<Lockfile, Lock, RuntimeException>call(
                Lockfile.class, lockfile -> lockfile.read(text, Texts.shown(label.toString(), 400)));
    }

    /**
     * The text of {@code lock}, which whoever wrote it can read. Without that a target would be lost; {@code state} is how things
     * are if it is not so.
     */
    byte[] write(Lock lock, String state) {
        return roles.<Lockfile, byte[], RuntimeException>call(Lockfile.class, lockfile -> {
            byte[] text = lockfile.write(lock);
            if (!isReadAs(lock, text, lockfile)) {
                throw Problem.of(
                                "the lockfile part does not work: it cannot read what it wrote; " + state + ".",
                                "host:services")
                        .asException();
            }
            return text;
        });
    }

    private static boolean isReadAs(Lock lock, byte @Nullable [] text, Lockfile lockfile) {
        try {
            return text != null && lock.equals(lockfile.read(text, "ggen.lock"));
        } catch (ProblemException | UnsupportedOperationException e) {
            return false;
        }
    }

    private record Remembered(@Nullable Object key, long size, FileTime modified, Lock lock) {
        boolean isOf(BasicFileAttributes now) {
            return key != null
                    && key.equals(now.fileKey())
                    && size == now.size()
                    && modified.equals(now.lastModifiedTime());
        }
    }
}
