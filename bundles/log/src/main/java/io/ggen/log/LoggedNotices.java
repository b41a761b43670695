package io.ggen.log;

import io.ggen.api.Notices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/** Keeps in the log what users are told of, since often nobody is there to hear it. */
@Component
public final class LoggedNotices implements Notices {
    private final Logger logger;

    /** Writes to {@code logger}. */
    @Activate
    public LoggedNotices(@Reference(service = LoggerFactory.class) Logger logger) {
        this.logger = logger;
    }

    @Override
    public void warning(String sentence) {
        logger.warn("{}", sentence);
    }
}
