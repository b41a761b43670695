package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.marketplace.Generation;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.List;

/** The generations of a target, newest first. */
public record Generations(List<Generation> all) implements Result {
    private static final int SHOWN = 10;

    /** Copies the list. */
    public Generations {
        all = List.copyOf(all);
    }

    @Override
    public void text(Out out) {
        if (all.isEmpty()) {
            out.line("nothing was ever installed here");
        }
        for (Generation generation : all) {
            out.put(
                    generation.current() ? Style.BOLD : Style.PLAIN,
                    (generation.current() ? "* " : "  ") + generation.number());
            out.put("  ").time(generation.made()).put("  ");
            out.put(generation.reason());
            out.put(Style.DIM, " (" + Amounts.count(generation.packages(), "package") + ")")
                    .end();
            changes(generation.changes(), out);
        }
    }

    private static void changes(List<String> changes, Out out) {
        int shown = changes.size() > SHOWN + 1 ? SHOWN : changes.size();
        for (String change : changes.subList(0, shown)) {
            out.put(Style.DIM, "       " + change).end();
        }
        if (shown < changes.size()) {
            out.put(Style.DIM, "       and " + (changes.size() - shown) + " more")
                    .end();
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("generations");
        for (Generation generation : all) {
            json.writeStartObject();
            json.writeNumberField("generation", generation.number());
            json.writeBooleanField("current", generation.current());
            json.writeStringField("made", generation.made().toString());
            json.writeStringField("reason", generation.reason());
            json.writeNumberField("packages", generation.packages());
            Json.strings(json, "changes", generation.changes());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
