package io.ggen.log;

import io.ggen.api.Home;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.log.admin.LoggerAdmin;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The log of this home. Listens to the log service of the framework, and takes lines from outside the framework as a
 * {@link BiConsumer} of records and the class loaders they came from. As a {@link Runnable} it returns when all that it has heard
 * is on the disk, after 2 s at the latest. Both are found by {@code ggen.log=sink}. Touches no file before a line is kept.
 */
@Component(
        service = {BiConsumer.class, Runnable.class, LogComponent.class},
        immediate = true,
        property = "ggen.log=sink",
        configurationPid = LogComponent.PID)
@Designate(ocd = LogSettings.class)
public final class LogComponent implements BiConsumer<LogRecord, @Nullable ClassLoader>, Runnable {
    static final String PID = "io.ggen.log";

    private static final int SECONDS_TO_HEAR = 1;
    private static final Duration TIME_TO_WRITE = Duration.ofSeconds(1);

    private final LoggerFactory loggers;
    private final LogReaderService reader;
    private final ThreadPoolExecutor thread;
    private final LogFolder folder;
    private final LineWriter writer;
    private final Journal journal;
    private final Bridge bridge;

    /** Listens from now on. */
    @Activate
    public LogComponent(
            BundleContext context,
            LogSettings settings,
            @Reference Home home,
            @Reference LoggerFactory loggers,
            @Reference LogReaderService reader,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable
                    LoggerAdmin admin) {
        this.loggers = loggers;
        this.reader = reader;
        Limits limits = Limits.USUAL.withFiles(settings.file_bytes(), settings.files());
        thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread made = new Thread(task, "ggen log files");
            made.setDaemon(true);
            return made;
        });
        thread.allowCoreThreadTimeOut(true);
        folder = new LogFolder(home.log(), limits);
        writer = new LineWriter(folder, limits, thread);
        journal = new Journal(
                Levels.of(settings.level(), settings.levels()),
                new Allowances(limits, System::nanoTime),
                new Line(ProcessHandle.current().pid(), limits),
                writer,
                Clock.systemUTC());
        bridge = new Bridge(loggers, context.getBundle(0), journal);
        if (admin != null && context.getProperty("ggen.log") != null) {
            setLevels(admin, settings); // elsewhere the levels are those of the host that we are guests of
        }
        reader.addLogListener(journal);
    }

    private static void setLevels(LoggerAdmin admin, LogSettings settings) {
        Map<String, LogLevel> levels = new HashMap<>();
        levels.put(Logger.ROOT_LOGGER_NAME, Levels.parse(settings.level()));
        for (String each : settings.levels()) {
            int equals = each.lastIndexOf('=');
            if (equals > 0) {
                levels.put(each.substring(0, equals).strip(), Levels.parse(each.substring(equals + 1)));
            }
        }
        admin.getLoggerContext(null).setLogLevels(levels);
    }

    @Override
    public void accept(LogRecord record, @Nullable ClassLoader from) {
        bridge.accept(record, from);
    }

    @Override
    public void run() {
        try {
            journal.await(() -> loggers.getLogger(Journal.MARK).audit("mark"), SECONDS_TO_HEAR);
            journal.tellLeftOut();
            writer.flush(TIME_TO_WRITE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the log's own examination tells. */
    LogState state() {
        return new LogState(folder.current(), journal.errors(), journal.lastError(), writer.trouble());
    }

    /** Listens no more, and writes what it has heard; does not ask the log service, which may be going too. */
    @Deactivate
    void close() {
        reader.removeLogListener(journal);
        journal.tellLeftOut();
        writer.flush(TIME_TO_WRITE);
        thread.shutdown();
    }
}
