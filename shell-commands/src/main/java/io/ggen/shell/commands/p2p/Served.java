package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginning or the end of {@code ggen serve}. For programs; as text it is nothing. */
record Served(@Nullable PeerId peer, List<String> addresses, long nanos) implements Result {
    Served {
        addresses = List.copyOf(addresses);
    }

    static Served ready(NodeStatus status) {
        PeerId peer = status.peer().orElseThrow();
        List<String> addresses = new ArrayList<>();
        for (Multiaddr address : status.addresses()) {
            addresses.add(address.withPeer(peer).toString());
        }
        return new Served(peer, addresses, 0);
    }

    static Served ended(long nanos) {
        return new Served(null, List.of(), nanos);
    }

    @Override
    public void text(Out out) {}

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (peer == null) {
            json.writeStringField("event", "stopped");
            json.writeNumberField("seconds", nanos / 1_000_000 / 1000.0);
        } else {
            json.writeStringField("event", "ready");
            json.writeStringField("peer", peer.toString());
            json.writeArrayFieldStart("addresses");
            for (String address : addresses) {
                json.writeString(address);
            }
            json.writeEndArray();
            json.writeNumberField("pid", ProcessHandle.current().pid());
        }
        json.writeEndObject();
    }
}
