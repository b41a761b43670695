package io.ggen.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Home;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.log.admin.LoggerAdmin;

/** The whole way, through a real framework and its log service. */
class LogServiceTest {
    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;
    private Bundle service;
    private @Nullable LogComponent log;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "org.osgi.service.log;version=1.5,org.osgi.service.log.admin;version=1.0",
                        "org.apache.felix.log.maxSize",
                        "0",
                        "ggen.log",
                        "here"));
        framework.start();
        context = framework.getBundleContext();
        Path jar = Path.of(org.apache.felix.log.Activator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        service = context.installBundle("reference:" + jar.toUri());
        service.start();
    }

    @AfterEach
    void stopFramework() throws Exception {
        if (log != null) {
            log.close();
        }
        framework.stop();
        framework.waitForStop(60_000);
    }

    private LogComponent open(String level, String... levels) {
        LogComponent opened = new LogComponent(
                context,
                new Settings(level, levels),
                new Home(folder),
                get(LoggerFactory.class),
                get(LogReaderService.class),
                get(LoggerAdmin.class));
        log = opened;
        return opened;
    }

    private <T> T get(Class<T> type) {
        return context.getService(context.getServiceReference(type));
    }

    private static LogRecord record(Level level, String logger, String text) {
        LogRecord record = new LogRecord(level, text);
        record.setLoggerName(logger);
        return record;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("log").resolve("ggen.log"));
    }

    @Test
    void noFileIsTouchedBeforeALineIsKept() {
        LogComponent opened = open("info");
        opened.accept(record(Level.FINE, "a", "too little"), null);
        get(LoggerFactory.class).getLogger("b").debug("too little");
        opened.run();
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void whatBundlesTellTheLogServiceIsWritten() throws Exception {
        LogComponent opened = open("info");
        get(LoggerFactory.class)
                .getLogger(service, "some.Component", org.osgi.service.log.Logger.class)
                .warn("a part failed {}", "badly", new IllegalStateException("why"));
        opened.run();
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0))
                .contains(" WARN  ", " org.apache.felix.log [some.Component] a part failed badly | ")
                .contains("IllegalStateException: why at ");
    }

    @Test
    void linesFromOutsideAreWrittenInTheNameOfTheBundleTheyCameFrom() throws Exception {
        LogComponent opened = open("info");
        LogRecord record = record(Level.SEVERE, "io.library.Thing", "odd {} braces");
        record.setThrown(new IOException("no room"));
        opened.accept(record, new OfBundle(service));
        opened.accept(record(Level.WARNING, "stderr", "printed"), null);
        opened.run();
        assertThat(lines().get(0)).contains("ERROR", "org.apache.felix.log [io.library.Thing] odd {} braces | java.io");
        assertThat(lines().get(1)).contains("WARN", "org.apache.felix.framework [stderr] printed");
        assertThat(opened.state().errors()).isEqualTo(1);
        assertThat(opened.state().lastError()).isEqualTo("odd {} braces");
    }

    @Test
    void levelsOfSingleLoggersCountForBothWays() throws Exception {
        LogComponent opened = open("warn", "io.ggen.sync=debug");
        opened.accept(record(Level.FINE, "io.ggen.sync.Round", "from outside"), null);
        opened.accept(record(Level.INFO, "io.ggen.fetch", "not kept"), null);
        get(LoggerFactory.class).getLogger("io.ggen.sync.Round").debug("from within");
        opened.run();
        assertThat(lines()).hasSize(2);
        assertThat(lines()).noneMatch(line -> line.contains("not kept"));
    }

    @Test
    void aFloodIsCutOffAndCounted() throws Exception {
        LogComponent opened = open("info");
        for (int i = 0; i < 20_000; i++) {
            opened.accept(record(Level.WARNING, "flood", "line " + i), null);
        }
        opened.accept(record(Level.WARNING, "other", "heard all the same"), null);
        opened.run();
        assertThat(lines().size()).isLessThan(Limits.USUAL.burst() + 100);
        assertThat(lines()).anyMatch(line -> line.contains("heard all the same"));
        assertThat(lines()).anyMatch(line -> line.contains("[flood] (") && line.contains("more lines were left out)"));
    }

    @Test
    void noticesAreKept() throws Exception {
        LogComponent opened = open("info");
        new LoggedNotices(get(LoggerFactory.class).getLogger(LoggedNotices.class)).warning("an index was {} damaged");
        opened.run();
        assertThat(lines().get(0)).contains("WARN").endsWith("an index was {} damaged");
    }

    @Test
    void theExaminationTellsOfErrorsAndOfAFileThatCannotBeWritten() throws Exception {
        LogComponent opened = open("info");
        LogCheckup checkup = new LogCheckup(opened);
        assertThat(checkup.examine().get(0).sentence()).contains("No error");
        Files.writeString(folder.resolve("log"), "a file in its place");
        opened.accept(record(Level.SEVERE, "a", "it broke"), null);
        opened.run();
        assertThat(checkup.examine())
                .extracting(finding -> finding.sentence())
                .satisfiesExactly(
                        first -> assertThat(first).contains("cannot be written", "work goes on"),
                        second -> assertThat(second).contains("1 error, the last: it broke."));
        assertThat(checkup.subject()).isEqualTo("log");
    }

    private static final class OfBundle extends ClassLoader implements BundleReference {
        private final Bundle bundle;

        OfBundle(Bundle bundle) {
            this.bundle = bundle;
        }

        @Override
        public Bundle getBundle() {
            return bundle;
        }
    }

    @SuppressWarnings("ClassExplicitlyAnnotation")
    private record Settings(String level, String[] levels) implements LogSettings {
        @Override
        public long file_bytes() {
            return 1 << 20;
        }

        @Override
        public int files() {
            return 3;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return LogSettings.class;
        }
    }
}
