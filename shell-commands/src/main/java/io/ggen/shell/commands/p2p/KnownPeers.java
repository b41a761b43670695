package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Texts;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Stranger;
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
record KnownPeers(List<Peer> peers, List<Lost> dropped, List<Stranger> strangers, String filter) implements Result {
    private static final int SHOWN_AS_TEXT = 20;
    private static final int LONGEST_AGENT = 60;
    private static final int LONGEST_REASON = 300;

    KnownPeers {
        peers = List.copyOf(peers);
        dropped = List.copyOf(dropped);
        strangers = List.copyOf(strangers);
    }

    /** A peer that is connected. */
    record Peer(Neighbour neighbour, List<Told> told, Optional<Repute> repute) {
        private String inBrief() {
            String parts = Told.inBrief(told);
            return repute.map(known -> "reputation " + known.shown() + (parts.isEmpty() ? "" : ", "))
                            .orElse("")
                    + parts;
        }
    }

    /** One that was lost. */
    record Lost(Dropped dropped, List<Told> told) {}

    @Override
    public void text(Out out) {
        if (peers.isEmpty()) {
            out.line("no peer" + filter + " is connected");
        }
        Table table = new Table(
                Style.BOLD,
                Style.PLAIN,
                Style.PLAIN,
                Style.PLAIN,
                Style.PLAIN,
                Style.PLAIN,
                Style.DIM,
                Style.DIM,
                Style.DIM);
        for (Peer known : peers) {
            Neighbour neighbour = known.neighbour();
            String brief = known.inBrief();
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
                        agent(neighbour.info()),
                        brief);
                peer = "";
                brief = "";
            }
        }
        table.print(out, 0);
        losses(out);
        failures(out);
    }

    private void losses(Out out) {
        if (dropped.isEmpty()) {
            return;
        }
        out.end();
        out.put(Style.BOLD, "lost or not reached, latest first").end();
        Table table = new Table(Style.PLAIN, Style.DIM, Style.DIM, Style.PLAIN, Style.DIM);
        for (Lost lost : dropped.subList(0, Math.min(SHOWN_AS_TEXT, dropped.size()))) {
            Dropped one = lost.dropped();
            table.row(
                    one.peer().toString(),
                    moment(one.last()),
                    times(one.times()),
                    reason(one.why()),
                    Told.inBrief(lost.told()));
        }
        table.print(out, 0);
        more(out, dropped.size());
    }

    private void failures(Out out) {
        if (strangers.isEmpty()) {
            return;
        }
        out.end();
        out.put(Style.BOLD, "handshakes that failed, latest first").end();
        Table table = new Table(Style.PLAIN, Style.PLAIN, Style.DIM, Style.DIM, Style.PLAIN);
        for (Stranger one : strangers.subList(0, Math.min(SHOWN_AS_TEXT, strangers.size()))) {
            table.row(
                    one.inbound() ? "from" : "to",
                    one.address().toString(),
                    moment(one.last()),
                    times(one.times()),
                    reason(one.why()));
        }
        table.print(out, 0);
        more(out, strangers.size());
    }

    private static void more(Out out, int all) {
        if (all > SHOWN_AS_TEXT) {
            out.line("and " + (all - SHOWN_AS_TEXT) + " more, with --json");
        }
    }

    private static String times(int times) {
        return times == 1 ? "" : times + " times";
    }

    static String moment(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String millis(Duration time) {
        return time.toMillis() < 10 ? time.toNanos() / 100_000 / 10.0 + " ms" : time.toMillis() + " ms";
    }

    static String agent(Optional<PeerInfo> info) {
        return info.map(known -> Texts.shown(Texts.onOneLine(known.agent()), LONGEST_AGENT))
                .orElse("");
    }

    static String reason(String why) {
        return Texts.shown(Texts.onOneLine(why), LONGEST_REASON);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("peers");
        for (Peer known : peers) {
            Neighbour neighbour = known.neighbour();
            json.writeStartObject();
            json.writeStringField("peer", neighbour.peer().toString());
            info(json, neighbour.info());
            json.writeArrayFieldStart("connections");
            for (Connection connection : neighbour.connections()) {
                connection(json, connection);
            }
            json.writeEndArray();
            reputation(json, known.repute());
            Told.json(known.told(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("dropped");
        for (Lost one : dropped) {
            dropped(json, one.dropped(), one.told());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("strangers");
        for (Stranger one : strangers) {
            json.writeStartObject();
            json.writeStringField("address", one.address().toString());
            json.writeBooleanField("inbound", one.inbound());
            json.writeStringField("why", reason(one.why()));
            json.writeStringField("last", one.last().toString());
            json.writeNumberField("times", one.times());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static void dropped(JsonGenerator json, Dropped one, List<Told> told) throws IOException {
        json.writeStartObject();
        json.writeStringField("peer", one.peer().toString());
        json.writeStringField("why", reason(one.why()));
        json.writeStringField("last", one.last().toString());
        json.writeNumberField("times", one.times());
        if (!told.isEmpty()) {
            Told.json(told, json);
        }
        json.writeEndObject();
    }

    static void reputation(JsonGenerator json, Optional<Repute> repute) throws IOException {
        if (repute.isPresent()) {
            json.writeNumberField("reputation", repute.get().score());
        } else {
            json.writeNullField("reputation");
        }
    }

    static void info(JsonGenerator json, Optional<PeerInfo> info) throws IOException {
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
