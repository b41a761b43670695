package io.ggen.launcher.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;

/**
 * Configures {@code java.util.logging}: nothing for the console, all for {@link JulHandler}. The JDK makes one, for its system property
 * {@code java.util.logging.config.class}, when that logging is first used, which in most processes is never.
 */
public final class JulSetup {
    /** For the JDK. */
    public JulSetup() throws IOException {
        String level = Severities.level(Funnel.OF_PROCESS.leastSeverity()).getName();
        String settings = ".level=" + level + "\nhandlers=" + JulHandler.class.getName() + "\n";
        LogManager.getLogManager()
                .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
