package io.ggen.api.publishing;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What was published on this machine and is still to be told to the network. Survives restarts and kill -9; several processes
 * may use it at once. May block on disk. Failures are {@link io.ggen.api.ProblemException}s.
 */
@ProviderType
public interface Outbox {
    /** Keeps {@code entry} until {@link #done}; no change if it is there. */
    void add(Entry entry);

    /** All that is to be told, oldest first; at most 10,000. */
    List<Entry> pending();

    /** {@code entry} was told. No change if it is not there. */
    void done(Entry entry);

    /**
     * Something to be told. The head of the package always goes with it.
     *
     * @param version the release; null: only the head has something new to say
     */
    record Entry(
            PublisherId publisher,
            PackageName name,
            @Nullable Version version) {}
}
