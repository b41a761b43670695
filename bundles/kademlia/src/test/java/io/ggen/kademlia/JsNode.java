package io.ggen.kademlia;

import io.ggen.javascript.RunningScript;
import io.ggen.javascript.Scripts;

/** A js-libp2p process with kad-dht that does what it is told; see {@code src/test/js/node.mjs}. */
final class JsNode implements AutoCloseable {
    private final RunningScript script;
    final String id;
    final String address;

    JsNode(String... arguments) {
        script = Scripts.ofModule().start("node.mjs", arguments);
        String[] ready = script.next().split(" ", -1);
        id = ready[1];
        address = ready[2];
    }

    /** Gives a command and returns the answer: {@code ok …} or {@code error …}. */
    String ask(String... words) {
        return script.ask(String.join(" ", words));
    }

    @Override
    public void close() {
        script.close();
    }
}
