package io.ggen.api.embedding;

import io.ggen.api.Home;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/** A host that is being put together from {@link Kit}s. What is made is made once. Safe for use by many threads. */
@ProviderType
public interface Workbench {
    /** The folders of this host. */
    Home home();

    /** Has {@code maker} called for the first who asks for {@code type}. */
    <S> void offer(Class<S> type, Supplier<? extends S> maker);

    /**
     * Fills the role of every interface that {@code provider} implements.
     *
     * @param name as in {@code ggen.name}
     * @param ranking of several providers of a role the highest is used, unless the user has selected one; of registries all
     */
    void fill(String name, int ranking, Object provider);

    /** The first that was offered of {@code type}; empty if nobody offers one. */
    <S> Optional<S> find(Class<S> type);

    /** All that was offered of {@code type}, in the order of offers. */
    <S> List<S> all(Class<S> type);

    /** Tells the user one sentence about something that no operation is the cause of. */
    void warn(String sentence);

    /** Has {@code end} closed when the host is closed, the last one first. */
    void atEnd(AutoCloseable end);

    /** The settings in {@code etc/PID.json}; empty if there are none. */
    default Map<String, Object> settings(String pid) {
        return find(Settings.class).map(settings -> settings.of(pid)).orElse(Map.of());
    }
}
