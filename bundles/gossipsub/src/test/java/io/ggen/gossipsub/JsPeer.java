package io.ggen.gossipsub;

import io.ggen.javascript.RunningScript;
import io.ggen.javascript.Scripts;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.util.List;

/** A js-libp2p process that gossips and does what it is told; see {@code src/test/js/peer.mjs}. */
final class JsPeer implements AutoCloseable {
    private final RunningScript script;
    final PeerId id;
    final Multiaddr address;

    JsPeer(String protocol) {
        script = Scripts.ofModule().start("peer.mjs", protocol);
        List<String> ready = await("ready ");
        id = PeerId.parse(ready.get(1));
        address = Multiaddr.parse(ready.get(2));
    }

    /** Gives a command. */
    void tell(String command) {
        script.tell(command);
    }

    /** The words of the first line that begins like this, which is then taken out. */
    List<String> await(String beginning) {
        return words(script.await(line -> line.startsWith(beginning)));
    }

    /** What it answers to a command. */
    List<String> ask(String command) {
        tell(command);
        String word = command.substring(0, 4);
        return words(script.await(line -> line.startsWith(word) || line.startsWith("failed ")));
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    @Override
    public void close() {
        script.close();
    }
}
