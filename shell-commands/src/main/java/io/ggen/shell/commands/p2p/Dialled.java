package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Problem;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerId;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How dialling went, peer by peer. */
record Dialled(List<One> all, long nanos) implements Result {
    Dialled {
        all = List.copyOf(all);
    }

    /** One peer: the connection, or why there is none. */
    record One(PeerId peer, @Nullable Connection connection, String why) {}

    @Override
    public void text(Out out) {
        for (One one : all) {
            Connection connection = one.connection();
            if (connection != null) {
                out.line("connected to " + one.peer() + " at " + connection.remote() + " (" + connection.security()
                        + ")");
            } else if (all.size() > 1) {
                out.line("not connected to " + one.peer() + ": " + one.why());
            }
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("peers");
        for (One one : all) {
            Connection connection = one.connection();
            json.writeStartObject();
            json.writeStringField("peer", one.peer().toString());
            json.writeBooleanField("connected", connection != null);
            if (connection == null) {
                json.writeStringField("why", one.why());
            } else {
                json.writeFieldName("connection");
                KnownPeers.connection(json, connection);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("seconds", nanos / 1_000_000 / 1000.0);
        json.writeEndObject();
    }

    @Override
    public Optional<Problem> failure() {
        int lost = 0;
        String why = "";
        for (One one : all) {
            if (one.connection() == null) {
                lost++;
                why = "peer " + one.peer() + " was not reached: " + one.why();
            }
        }
        if (lost == 0) {
            return Optional.empty();
        }
        return Optional.of(Problem.of(
                all.size() == 1 ? why : lost + " of " + Amounts.count(all.size(), "peer") + " were not reached"));
    }
}
