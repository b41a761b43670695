package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Texts;
import io.ggen.api.catalog.Catalog;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param what what was searched for, in words
 * @param reputations the score of the best peer that serves a package, where one is known
 */
public record SearchHits(Catalog.Found found, String what, Map<Catalog.Hit, Double> reputations) implements Result {
    private static final int LONGEST = 400;

    /** Copies the map. */
    public SearchHits {
        reputations = Map.copyOf(reputations);
    }

    /** Where nobody was asked who serves what. */
    public SearchHits(Catalog.Found found, String what) {
        this(found, what, Map.of());
    }

    /** The packages found, best first. */
    public List<Catalog.Hit> hits() {
        return found.hits();
    }

    @Override
    public void text(Out out) {
        if (found.hits().isEmpty()) {
            out.line("no package matches " + what);
            return;
        }
        Table table = new Table(Style.BOLD, Style.PLAIN, Style.DIM, Style.PLAIN);
        for (Catalog.Hit hit : found.hits()) {
            table.row(
                    hit.name(),
                    hit.version(),
                    hit.publisher().equals("local") ? "" : hit.publisher(),
                    Texts.shown(
                            Texts.onOneLine(hit.description().isEmpty() ? hit.title() : hit.description()), LONGEST));
        }
        table.print(out, 0);
        if (found.total() > found.hits().size()) {
            out.put(
                            Style.DIM,
                            found.hits().size() + " of " + Amounts.count(found.total(), "package")
                                    + "; --limit shows more")
                    .end();
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("results");
        for (Catalog.Hit hit : found.hits()) {
            json.writeStartObject();
            json.writeStringField("name", hit.name());
            json.writeStringField("version", hit.version());
            json.writeStringField("publisher", hit.publisher());
            json.writeStringField("description", hit.description());
            json.writeNumberField("score", hit.score());
            Json.strings(json, "sources", hit.sources());
            Double reputation = reputations.get(hit);
            if (reputation == null) {
                json.writeNullField("reputation");
            } else {
                json.writeNumberField("reputation", Math.round(reputation * 1000) / 1000.0);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("total", found.total());
        json.writeEndObject();
    }
}
