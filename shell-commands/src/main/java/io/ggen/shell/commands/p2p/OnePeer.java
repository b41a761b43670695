package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** All that is known of a peer. */
record OnePeer(
        PeerId peer, Optional<Neighbour> connected, Optional<Dropped> lost, List<Told> told, Optional<Repute> repute)
        implements Result {
    private static final int MOST_SHOWN = 20;

    OnePeer {
        told = List.copyOf(told);
    }

    private List<Connection> connections() {
        return connected.map(Neighbour::connections).orElse(List.of());
    }

    private Optional<PeerInfo> info() {
        return connected.flatMap(Neighbour::info);
    }

    @Override
    public void text(Out out) {
        Table table = new Table(Style.BOLD, Style.PLAIN);
        table.row("peer", peer.toString());
        String label = "connected";
        for (Connection one : connections()) {
            table.row(
                    label,
                    (one.inbound() ? "from " : "to ") + one.remote() + " by " + one.security() + ", "
                            + Amounts.count(one.streams(), "stream") + ", for "
                            + Amounts.seconds(one.age().toNanos())
                            + one.roundTrip()
                                    .map(time -> ", " + KnownPeers.millis(time))
                                    .orElse(""));
            label = "";
        }
        if (connected.isEmpty()) {
            table.row(label, "no");
        }
        info().ifPresent(info -> {
            table.row("agent", KnownPeers.agent(info()));
            rows(table, "addresses", info.addresses());
            rows(table, "protocols", info.protocols());
        });
        repute.ifPresent(known -> table.row("reputation", known.shown() + ": " + KnownPeers.reason(known.why())));
        lost.ifPresent(one -> table.row(
                "last lost",
                KnownPeers.moment(one.last()) + (one.times() == 1 ? "" : ", " + one.times() + " times") + ": "
                        + KnownPeers.reason(one.why())));
        table.print(out, 0);
        Told.text(told, out);
    }

    private static void rows(Table table, String label, List<?> values) {
        String shown = label;
        for (Object value : values.subList(0, Math.min(MOST_SHOWN, values.size()))) {
            table.row(shown, value.toString());
            shown = "";
        }
        if (values.size() > MOST_SHOWN) {
            table.row("", "and " + (values.size() - MOST_SHOWN) + " more, with --json");
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("peer", peer.toString());
        json.writeBooleanField("connected", connected.isPresent());
        KnownPeers.info(json, info());
        json.writeArrayFieldStart("connections");
        for (Connection connection : connections()) {
            KnownPeers.connection(json, connection);
        }
        json.writeEndArray();
        json.writeFieldName("dropped");
        if (lost.isPresent()) {
            KnownPeers.dropped(json, lost.get(), List.of());
        } else {
            json.writeNull();
        }
        KnownPeers.reputation(json, repute);
        if (repute.isPresent()) {
            json.writeStringField("why", KnownPeers.reason(repute.get().why()));
        }
        Told.json(told, json);
        json.writeEndObject();
    }
}
