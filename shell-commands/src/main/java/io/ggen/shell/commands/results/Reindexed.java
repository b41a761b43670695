package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;

/** What building the indexes of a registry again did. */
public record Reindexed(WritableRegistry.Reindexed reindexed, long nanos) implements Result {
    @Override
    public void text(Out out) {
        for (String problem : reindexed.problems()) {
            out.put(Style.YELLOW, "left out:").line(" " + problem);
        }
        out.line("indexed " + Amounts.count(reindexed.packages(), "package") + ", "
                + Amounts.count(reindexed.releases(), "release") + " in " + Amounts.seconds(nanos));
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("packages", reindexed.packages());
        json.writeNumberField("releases", reindexed.releases());
        Json.strings(json, "problems", reindexed.problems());
        Json.seconds(json, nanos);
        json.writeEndObject();
    }
}
