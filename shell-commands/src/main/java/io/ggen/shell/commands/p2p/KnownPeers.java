package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Texts;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Who is connected, and who is not any more. */
record KnownPeers(List<Neighbour> peers, List<Dropped> dropped) implements Result {
    private static final int SHOWN_AS_TEXT = 20;
    private static final int LONGEST_AGENT = 60;
    private static final int LONGEST_REASON = 300;

    KnownPeers {
        peers = List.copyOf(peers);
        dropped = List.copyOf(dropped);
    }

    @Override
    public void text(Out out) {
        if (peers.isEmpty()) {
            out.line("no peer is connected");
        }
        Table table = new Table(
                Style.BOLD, Style.PLAIN, Style.PLAIN, Style.PLAIN, Style.PLAIN, Style.PLAIN, Style.DIM, Style.DIM);
        for (Neighbour neighbour : peers) {
            String peer = neighbour.peer().toString();
            for (Connection connection : neighbour.connections()) {
                table.row(
                        peer,
                        connection.inbound() ? "from" : "to",
                        connection.remote().toString(),
                        connection.security(),
                        Amounts.count(connection.streams(), "stream"),
                        "for " + Amounts.seconds(connection.age().toNanos()),
                        connection.roundTrip().map(KnownPeers::millis).orElse(""),
                        agent(neighbour.info()));
                peer = "";
            }
        }
        table.print(out, 0);
        losses(out);
    }

    private void losses(Out out) {
        if (dropped.isEmpty()) {
            return;
        }
        out.end();
        out.put(Style.BOLD, "lost or not reached, latest first").end();
        Table table = new Table(Style.PLAIN, Style.DIM, Style.DIM, Style.PLAIN);
        for (Dropped one : dropped.subList(0, Math.min(SHOWN_AS_TEXT, dropped.size()))) {
            table.row(
                    one.peer().toString(),
                    moment(one.last()),
                    one.times() == 1 ? "" : one.times() + " times",
                    reason(one.why()));
        }
        table.print(out, 0);
        if (dropped.size() > SHOWN_AS_TEXT) {
            out.line("and " + (dropped.size() - SHOWN_AS_TEXT) + " more, with --json");
        }
    }

    private static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String millis(Duration time) {
        return time.toMillis() < 10 ? time.toNanos() / 100_000 / 10.0 + " ms" : time.toMillis() + " ms";
    }

    private static String agent(Optional<PeerInfo> info) {
        return info.map(known -> Texts.shown(Texts.onOneLine(known.agent()), LONGEST_AGENT))
                .orElse("");
    }

    private static String reason(String why) {
        return Texts.shown(Texts.onOneLine(why), LONGEST_REASON);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("peers");
        for (Neighbour neighbour : peers) {
            json.writeStartObject();
            json.writeStringField("peer", neighbour.peer().toString());
            info(json, neighbour.info());
            json.writeArrayFieldStart("connections");
            for (Connection connection : neighbour.connections()) {
                connection(json, connection);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("dropped");
        for (Dropped one : dropped) {
            json.writeStartObject();
            json.writeStringField("peer", one.peer().toString());
            json.writeStringField("why", reason(one.why()));
            json.writeStringField("last", one.last().toString());
            json.writeNumberField("times", one.times());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void info(JsonGenerator json, Optional<PeerInfo> info) throws IOException {
        json.writeStringField("agent", info.isEmpty() ? null : agent(info));
        json.writeArrayFieldStart("addresses");
        if (info.isPresent()) {
            for (Object address : info.get().addresses()) {
                json.writeString(address.toString());
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("protocols");
        if (info.isPresent()) {
            for (Object protocol : info.get().protocols()) {
                json.writeString(protocol.toString());
            }
        }
        json.writeEndArray();
    }

    static void connection(JsonGenerator json, Connection connection) throws IOException {
        json.writeStartObject();
        json.writeStringField("address", connection.remote().toString());
        json.writeBooleanField("inbound", connection.inbound());
        json.writeStringField("security", connection.security());
        json.writeNumberField("seconds", connection.age().toMillis() / 1000.0);
        json.writeNumberField("streams", connection.streams());
        if (connection.roundTrip().isPresent()) {
            json.writeNumberField("roundTrip", connection.roundTrip().get().toNanos() / 1000 / 1e6);
        } else {
            json.writeNullField("roundTrip");
        }
        json.writeEndObject();
    }
}
