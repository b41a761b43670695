package io.ggen.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where results go, which remembers that some of them were lost: a {@link PrintStream} tells nobody why. */
final class Stdout extends OutputStream {
    private final OutputStream to;
    private volatile @Nullable IOException lost;

    Stdout(OutputStream to) {
        this.to = to;
    }

    /** The exit status of a command that ended with {@code status}; says so on {@code err} if its output was lost. */
    int status(int status, PrintStream err) {
        IOException reason = lost;
        if (reason == null || isNobodyReading(reason)) {
            return status;
        }
        err.println("error: the output could not be written (" + reason.getMessage()
                + "); what the command did stays as it is.");
        return status == 0 ? 1 : status;
    }

    /** {@code ggen list | head -1} has read enough. */
    private static boolean isNobodyReading(IOException reason) {
        return String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            to.write(bytes, from, length);
        } catch (IOException e) {
            if (lost == null) {
                lost = e;
            }
            throw e;
        }
    }
}
