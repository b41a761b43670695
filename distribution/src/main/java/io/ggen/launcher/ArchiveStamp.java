package io.ggen.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** Prints what a class archive made now by this Java would fit; called by {@code bin/ggen-train}. */
public final class ArchiveStamp {
    private ArchiveStamp() {}

    /** Prints the stamp, without a line end. */
    public static void main(String[] arguments) throws IOException {
        System.out.print(ClassArchive.stamp(Path.of(System.getProperty("ggen.distribution", "."))));
    }
}
