package io.ggen.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** One tar file of everything, written while the packages are. */
final class CombinedTar implements AutoCloseable {
    private final OutputStream out;

    CombinedTar(Path file) throws IOException {
        out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    void add(String name, byte[] content) throws IOException {
        out.write(TarFile.entry(name, content));
    }

    @Override
    public void close() throws IOException {
        out.write(TarFile.END);
        out.close();
    }
}
