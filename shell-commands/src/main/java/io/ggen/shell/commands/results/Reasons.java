package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.PackageName;
import io.ggen.api.lockfile.Lock;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.List;

/**
 * Why a package is installed.
 *
 * @param chains each way from a request to the package, shortest first
 * @param lock where they lead through
 */
public record Reasons(PackageName name, List<List<PackageName>> chains, Lock lock) implements Result {
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
        StringBuilder words = new StringBuilder(named(name)).append(" is installed because ");
        int last = chain.size() - 1;
        words.append(Asked.sentence(chain.get(0), lock));
        for (int i = 0; i < last; i++) {
            words.append(i + 1 == last ? " and " : ", ");
            words.append(named(chain.get(i))).append(" depends on ").append(named(chain.get(i + 1)));
        }
        return words.toString();
    }

    private String named(PackageName each) {
        Lock.Entry entry = lock.packages().get(each);
        return entry == null ? each.value() : each + " " + entry.version();
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
