package io.ggen.api.marketplace;

import io.ggen.api.Problem;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in this process. Operations that may change a target have numbers from 1; each tells that it
 * {@link Began}, how it {@link Advanced}, what users should know ({@link Told}), perhaps {@link MarketplaceListener.Committed},
 * and that it {@link Ended}.
 */
public sealed interface Event
        permits Event.Began, Event.Advanced, Event.Told, Event.Ended, MarketplaceListener.Committed {
    /**
     * An operation has begun.
     *
     * @param what {@code install}, {@code uninstall}, {@code update} or {@code rollback}
     */
    record Began(long operation, String what, Path target) implements Event {}

    /**
     * As {@link io.ggen.api.Progress} tells it.
     *
     * @param total units, or bytes where they are counted; 0 if that is not known yet
     */
    record Advanced(long operation, String stage, long done, long total) implements Event {}

    /**
     * One sentence for the user.
     *
     * @param operation which one it is about; 0 if none
     * @param warning whether the user should know, or may like to
     */
    record Told(long operation, boolean warning, String sentence) implements Event {}

    /**
     * An operation is over.
     *
     * @param problem why it failed; null if it did not
     */
    record Ended(long operation, @Nullable Problem problem) implements Event {}
}
