package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Installed;
import io.ggen.installer.plan.LockGraph;
import io.ggen.installer.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an operation starts from.
 *
 * @param generation the current generation, or 0
 * @param current what it holds
 * @param wanted the lock to go by: a file that was named, else one that the user put into the target, else the current
 * @param usersLock the text of the lock that the user put into the target, if there is one
 */
record Base(int generation, Lock current, Lock wanted, Optional<byte[]> usersLock) {
    private static final int MOST_TRIES = 10;

    /** Reads it. A current lock that cannot be read counts as empty if it does not matter. */
    static Base read(Parts parts, Target target, @Nullable Path lockFile, boolean currentMatters, String state)
            throws IOException {
        target.refuseForeign(state);
        Optional<byte[]> usersLock = target.usersLock();
        boolean mustBeRead = currentMatters && lockFile == null && usersLock.isEmpty();
        Installed now = installed(parts, target, mustBeRead);
        if (lockFile == null && usersLock.isEmpty()) {
            return new Base(now.generation(), now.lock(), now.lock(), usersLock);
        }
        Lock wanted = Lock.EMPTY;
        if (lockFile != null) {
            wanted = named(parts, lockFile, state);
        } else if (usersLock.isPresent()) {
            wanted = parts.locks().parse(usersLock.get(), target.lockFile());
        }
        return new Base(now.generation(), now.lock(), new LockGraph(wanted).withRequestsForAll(), usersLock);
    }

    /** What {@code target} holds; a lock that cannot be read counts as empty unless it must be read. */
    static Installed installed(Parts parts, Target target, boolean mustBeRead) throws IOException {
        for (int tries = 1; ; tries++) {
            int generation = target.number();
            try {
                return new Installed(target.folder(), generation, lockOf(parts, target, generation));
            } catch (ProblemException e) {
                // Between the two looks, others may have moved on and deleted what was current.
                boolean hasMoved = tries < MOST_TRIES && target.number() != generation;
                if (!hasMoved && mustBeRead) {
                    throw e;
                }
                if (!hasMoved) {
                    return new Installed(target.folder(), generation, Lock.EMPTY);
                }
            }
        }
    }

    /** The lock of a generation; empty for generation 0. */
    static Lock lockOf(Parts parts, Target target, int generation) throws IOException {
        if (generation == 0) {
            return Lock.EMPTY;
        }
        try {
            return parts.locks().read(target.lockOf(generation), target.lockFile());
        } catch (ProblemException e) {
            Problem problem = e.problem();
            boolean isDamage =
                    problem.kind() == Problem.Kind.FAILED && problem.next().isEmpty();
            throw isDamage
                    ? Problem.of(problem.message(), parts.command("ggen rollback", target))
                            .asException(e)
                    : e;
        } catch (NoSuchFileException e) {
            throw Problem.of(
                            Texts.shown(target.folder().toString(), 400) + " is damaged: generation " + generation
                                    + " has no ggen.lock; nothing was changed.",
                            "ggen history --target "
                                    + Texts.shown(target.folder().toString(), 400),
                            "ggen rollback --target "
                                    + Texts.shown(target.folder().toString(), 400))
                    .asException(e);
        }
    }

    private static Lock named(Parts parts, Path file, String state) throws IOException {
        if (!Files.exists(file)) {
            throw Problem.of("There is no lock " + Texts.shown(file.toString(), 400) + "; " + state + ".")
                    .asException();
        }
        return parts.locks().parse(Target.readLock(file), file);
    }

    /** Whether {@code target} is still what it was. The target's lock must be held. */
    boolean isStill(Target target) throws IOException {
        Optional<byte[]> now = target.usersLock();
        return target.number() == generation
                && now.isPresent() == usersLock.isPresent()
                && (now.isEmpty() || Arrays.equals(now.get(), usersLock.orElse(new byte[0])));
    }
}
