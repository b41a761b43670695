package io.ggen.node;

import java.util.List;

/** {@link NodeSettings} as a value. */
record Configured(List<String> listen, List<String> announce, List<String> bootstrap) {
    Configured {
        listen = List.copyOf(listen);
        announce = List.copyOf(announce);
        bootstrap = List.copyOf(bootstrap);
    }

    static Configured of(NodeSettings settings) {
        return new Configured(List.of(settings.listen()), List.of(settings.announce()), List.of(settings.bootstrap()));
    }
}
