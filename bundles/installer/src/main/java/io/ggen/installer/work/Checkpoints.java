package io.ggen.installer.work;

/** Hears which step of an operation has just been done, so that a test can end the process exactly there. */
@FunctionalInterface
public interface Checkpoints {
    /** Hears nothing. */
    Checkpoints NONE = step -> {};

    /** {@code step} is done. Called from any thread. */
    void reached(String step);
}
