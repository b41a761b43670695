package io.ggen.api.embedding;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** The settings of a home, as they are on the disk when they are asked for. A broken file counts as absent. */
@ProviderType
public interface Settings {
    /** Those of {@code pid}; empty if there are none. */
    Map<String, Object> of(String pid);

    /** Those of each instance of {@code factoryPid}, in the order of their files. */
    List<Map<String, Object>> ofEach(String factoryPid);
}
