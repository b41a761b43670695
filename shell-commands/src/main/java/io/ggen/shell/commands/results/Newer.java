package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.marketplace.Outdated;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;

/** Packages for which there is something newer. */
public record Newer(List<Outdated> all) implements Result {
    /** Copies the list. */
    public Newer {
        all = List.copyOf(all);
    }

    @Override
    public void text(Out out) {
        if (all.isEmpty()) {
            out.line("everything is up to date");
            return;
        }
        Table table = new Table(Style.BOLD, Style.PLAIN, Style.GREEN, Style.PLAIN, Style.DIM);
        table.row("NAME", "CURRENT", "WANTED", "LATEST");
        for (Outdated each : all) {
            table.row(
                    each.name().value(),
                    each.current().toString(),
                    each.wanted().toString(),
                    each.latest().toString(),
                    each.direct() ? "" : "dependency");
        }
        table.print(out, 0);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("outdated");
        for (Outdated each : all) {
            json.writeStartObject();
            json.writeStringField("name", each.name().value());
            json.writeStringField("current", each.current().toString());
            json.writeStringField("wanted", each.wanted().toString());
            json.writeStringField("latest", each.latest().toString());
            json.writeBooleanField("direct", each.direct());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
