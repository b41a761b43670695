package io.ggen.itests;

import com.fasterxml.jackson.databind.JsonNode;
import io.ggen.javascript.JsonScript;
import io.ggen.javascript.Scripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * One process with js-libp2p peers, each of a kind of {@code src/test/js/serving.mjs}. Skips the test, with the reason, where Node
 * or its packages are not to be had.
 */
final class JsPeers implements AutoCloseable {
    private static final Path SOURCES = Ggen.root().resolve("itests/src/test/js");
    private static final Path FOLDER = Ggen.root().resolve("itests/target/js");
    /** To publish, it asks four times around, for 20 s each at most. */
    private static final Duration ANSWER_TIME = Duration.ofMinutes(2);

    private final JsonScript script;

    JsPeers(String... kinds) {
        script = new JsonScript(Scripts.prepared(SOURCES, FOLDER).start(ANSWER_TIME, "peer.mjs", kinds));
    }

    /** Gives a command with parameters, NAME and VALUE in turn, and returns the answer. */
    JsonNode ask(String command, Object... parameters) {
        return script.ask(command, parameters);
    }

    /** All peers dial {@code members}. */
    void dial(Member... members) {
        dialInTurn(0, members);
    }

    /** All peers dial {@code members}, one peer after another, beginning with number {@code first}. */
    void dialInTurn(int first, Member... members) {
        ask(
                "dial",
                "addresses",
                Stream.of(members).map(member -> member.address).toList(),
                "first",
                first);
    }

    /** Where the first peer listens. */
    String address() {
        return script.ready().get("peers").get(0).get("address").asText();
    }

    @Override
    public void close() {
        script.close();
    }
}
