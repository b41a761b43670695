package io.ggen.installer.work;

/** Hears which step of an operation has just been done, so that a test can end the process exactly there. */
@FunctionalInterface
public interface Checkpoints {
    /** Hears nothing. A class rather than a lambda, which no archive of classes holds for a bundle. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public void reached(String step) {}
    };

    /** {@code step} is done. Called from any thread. */
    void reached(String step);
}
