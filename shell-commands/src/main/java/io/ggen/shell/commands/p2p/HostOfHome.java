package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.shell.commands.task.HostProcess;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The host that runs on this home, and its network, which is null where there is none. */
record HostOfHome(HostProcess host, @Nullable NodeStatus network) implements Result {
    @Override
    public void text(Out out) {
        out.put(Style.BOLD, host.mode().equals("serve") ? "ggen serve" : "shell");
        out.put(", process " + host.pid() + ", since ").time(host.started());
        out.line(" (" + Amounts.seconds(host.nanos()) + ")");
        Table table = new Table(Style.BOLD, Style.PLAIN);
        String build = host.build().contains(" ")
                ? host.build().substring(0, host.build().indexOf(' '))
                : host.build();
        table.row("version", host.version() + ", build " + build);
        table.row("network", words());
        table.row("takes commands", host.trouble().isEmpty() ? "at " + host.socket() : "no: " + host.trouble());
        table.row("served", Amounts.count(host.total(), "command"));
        String label = "serving";
        for (HostProcess.Served each : host.served()) {
            table.row(label, each.command() + " (" + Amounts.seconds(each.nanos()) + ")");
            label = "";
        }
        table.print(out, 0);
    }

    private String words() {
        if (network == null) {
            return "none";
        }
        String state = network.state().name().toLowerCase(Locale.ROOT);
        if (network.state() == State.UP) {
            return state + ", " + network.peer().map(peer -> peer + ", ").orElse("")
                    + Amounts.count(network.peers(), "peer");
        }
        return network.detail().isEmpty() ? state : state + ": " + network.detail();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", host.pid());
        json.writeStringField("mode", host.mode());
        json.writeStringField("started", host.started().toString());
        json.writeNumberField("uptime", host.nanos() / 1_000_000 / 1000.0);
        json.writeStringField("version", host.version());
        json.writeStringField("build", host.build());
        json.writeStringField("socket", host.socket().isEmpty() ? null : host.socket());
        json.writeStringField("trouble", host.trouble());
        json.writeNumberField("served", host.total());
        json.writeArrayFieldStart("serving");
        for (HostProcess.Served each : host.served()) {
            json.writeStartObject();
            json.writeStringField("command", each.command());
            json.writeNumberField("seconds", each.nanos() / 1_000_000 / 1000.0);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeFieldName("network");
        if (network == null) {
            json.writeNull();
        } else {
            new HostOnNetwork(network, List.of()).json(json);
        }
        json.writeEndObject();
    }
}
