package io.ggen.itests.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Writes into the home that it was started, and when it was stopped. */
public final class Marks implements BundleActivator {
    @Override
    public void start(BundleContext context) throws IOException {
        mark(context, "+");
    }

    @Override
    public void stop(BundleContext context) throws IOException {
        mark(context, "-");
    }

    private static void mark(BundleContext context, String what) throws IOException {
        Files.writeString(
                Path.of(context.getProperty("ggen.home"), "marks"),
                what + context.getBundle().getVersion() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
