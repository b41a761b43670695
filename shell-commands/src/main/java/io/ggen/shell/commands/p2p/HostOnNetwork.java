package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Problem;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The network host of this process. */
record HostOnNetwork(NodeStatus status, List<Told> told) implements Result {
    HostOnNetwork {
        told = List.copyOf(told);
    }

    private List<String> addresses() {
        PeerId peer = status.peer().orElse(null);
        List<String> all = new ArrayList<>();
        for (Multiaddr address : status.addresses()) {
            all.add((peer == null ? address : address.withPeer(peer)).toString());
        }
        return all;
    }

    private String state() {
        return status.state().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void text(Out out) {
        if (status.state() == State.STOPPED) {
            return;
        }
        Table table = new Table(Style.BOLD, Style.PLAIN);
        status.peer().ifPresent(peer -> table.row("peer", peer.toString()));
        table.row("state", state() + (status.detail().isEmpty() ? "" : ": " + status.detail()));
        if (!status.uptime().isZero()) {
            table.row("uptime", Amounts.seconds(status.uptime().toNanos()));
        }
        if (!status.transport().isEmpty()) {
            table.row(
                    "transport",
                    status.transport()
                            + (status.swaps() == 0 ? "" : ", replaced " + Amounts.count(status.swaps(), "time")));
        }
        if (status.state() == State.UP) {
            String label = "listens on";
            for (String address : addresses()) {
                table.row(label, address);
                label = "";
            }
            if (status.addresses().isEmpty()) {
                table.row(label, "nothing: it only dials");
            }
            table.row("connected", Amounts.count(status.peers(), "peer"));
        }
        table.print(out, 0);
        Told.text(told, out);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", state());
        json.writeStringField("detail", status.detail());
        json.writeStringField("peer", orNull(status.peer()));
        json.writeArrayFieldStart("addresses");
        for (String address : addresses()) {
            json.writeString(address);
        }
        json.writeEndArray();
        json.writeStringField("transport", status.transport());
        json.writeNumberField("peers", status.peers());
        json.writeNumberField("uptime", status.uptime().toMillis() / 1000.0);
        json.writeNumberField("swaps", status.swaps());
        Told.json(told, json);
        json.writeEndObject();
    }

    static @Nullable String orNull(Optional<?> value) {
        return value.isEmpty() ? null : value.get().toString();
    }

    @Override
    public Optional<Problem> failure() {
        return status.state() == State.STOPPED ? Optional.of(missing(status.detail())) : Optional.empty();
    }

    /** Why there is nothing to show. */
    static Problem missing(String detail) {
        return detail.isEmpty()
                ? Problem.of(
                        "no network runs in this process: only the shell and 'ggen serve' have one",
                        "ggen",
                        "ggen serve")
                : Problem.of("no network runs in this process: " + detail);
    }
}
