package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Installed;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The packages of a target. */
public record Packages(Installed installed) implements Result {
    /** The current generation. */
    public int generation() {
        return installed.generation();
    }

    /** {@code NAME@VERSION} of each package, in order. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Lock.Entry entry : installed.lock().packages().values()) {
            ids.add(entry.id());
        }
        return ids;
    }

    @Override
    public void text(Out out) {
        int count = installed.lock().packages().size();
        if (count == 0) {
            out.line("no package is installed in " + installed.target());
            return;
        }
        Table table = new Table(Style.BOLD, Style.PLAIN, Style.DIM, Style.DIM);
        for (Lock.Entry entry : installed.lock().packages().values()) {
            table.row(
                    entry.name().value(),
                    entry.version().toString(),
                    installed.lock().isDirect(entry.name()) ? "" : "dependency",
                    entry.publisher().isLocal() ? "" : "from " + entry.publisher());
        }
        table.print(out, 0);
        out.put(
                Style.DIM,
                Amounts.count(count, "package") + " in " + installed.target() + " (generation " + installed.generation()
                        + ")");
        out.end();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("generation", installed.generation());
        json.writeArrayFieldStart("packages");
        for (Lock.Entry entry : installed.lock().packages().values()) {
            json.writeStartObject();
            json.writeStringField("name", entry.name().value());
            json.writeStringField("version", entry.version().toString());
            json.writeStringField("publisher", entry.publisher().value());
            json.writeStringField(
                    "path", installed.target().resolve(entry.name().value()).toString());
            json.writeBooleanField("direct", installed.lock().isDirect(entry.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
