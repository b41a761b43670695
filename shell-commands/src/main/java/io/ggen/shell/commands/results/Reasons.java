package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.PackageName;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.List;

/**
 * Why a package is installed.
 *
 * @param chains each way from a request to the package, shortest first
 */
public record Reasons(PackageName name, List<List<PackageName>> chains) implements Result {
    /** Copies the list. */
    public Reasons {
        chains = List.copyOf(chains);
    }

    @Override
    public void text(Out out) {
        for (List<PackageName> chain : chains) {
            out.line(sentence(chain));
        }
    }

    private String sentence(List<PackageName> chain) {
        if (chain.size() < 2) {
            return name + " is installed because you asked for it";
        }
        StringBuilder words = new StringBuilder();
        words.append(name).append(" is installed because you asked for ").append(chain.get(0));
        for (int i = 1; i < chain.size(); i++) {
            words.append(", which needs ").append(chain.get(i));
        }
        return words.toString();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", name.value());
        json.writeArrayFieldStart("chains");
        for (List<PackageName> chain : chains) {
            json.writeStartArray();
            for (PackageName each : chain) {
                json.writeString(each.value());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
