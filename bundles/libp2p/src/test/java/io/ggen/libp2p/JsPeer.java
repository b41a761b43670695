package io.ggen.libp2p;

import io.ggen.javascript.JsonScript;
import io.ggen.javascript.Scripts;
import java.nio.file.Path;

/** js-libp2p and smoldot as processes that do what they are told; see {@code src/test/js}. */
final class JsPeer {
    /** Found from each module that runs these tests. */
    private static final Path SOURCES = Path.of("../libp2p/src/test/js");

    private JsPeer() {}

    static JsonScript start(String script, String... arguments) {
        return new JsonScript(Scripts.prepared(SOURCES, Path.of("target/js")).start(script, arguments));
    }
}
