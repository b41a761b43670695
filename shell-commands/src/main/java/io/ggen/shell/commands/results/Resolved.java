package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.Version;
import io.ggen.api.resolver.Plan;
import io.ggen.api.resolver.Resolution;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver said about universes: a JSON object a line, for people too.
 *
 * @param answers one for each universe, in order; never empty
 * @param end why there are not more, or null if these are all
 */
public record Resolved(List<Answered> answers, @Nullable Problem end) implements Result {
    /** Copies the list. */
    public Resolved {
        answers = List.copyOf(answers);
    }

    /**
     * What a resolver said about one universe.
     *
     * @param name the universe
     * @param solvable whether there is a solution, or null if the resolver gave up
     * @param order what to install, in order
     * @param solution the version chosen of each, if solvable
     * @param explanation why not, if not
     * @param nanos how long it took
     */
    public record Answered(
            String name,
            @Nullable Boolean solvable,
            List<PackageName> order,
            SortedMap<PackageName, Version> solution,
            @Nullable String explanation,
            long nanos) {
        /** The answer that {@code resolution} is. */
        public static Answered of(String name, Resolution resolution, long nanos) {
            List<PackageName> order = new ArrayList<>();
            SortedMap<PackageName, Version> solution = new TreeMap<>();
            if (resolution instanceof Resolution.Solved solved) {
                for (Plan.Step step : solved.plan().steps()) {
                    order.add(step.release().name());
                    solution.put(step.release().name(), step.release().version());
                }
                return new Answered(name, true, order, solution, null, nanos);
            }
            if (resolution instanceof Resolution.Unsatisfiable no) {
                String proof = no.explanation().isEmpty() ? no.message() : String.join("\n", no.explanation());
                return new Answered(name, false, order, solution, proof, nanos);
            }
            String limit = ((Resolution.Undecided) resolution).message();
            return new Answered(name, null, order, solution, limit, nanos);
        }

        private void json(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("name", name);
            json.writeFieldName("solvable");
            if (solvable == null) {
                json.writeNull();
            } else {
                json.writeBoolean(solvable);
            }
            json.writeFieldName("solution");
            if (solvable != null && solvable) {
                json.writeStartObject();
                for (Map.Entry<PackageName, Version> each : solution.entrySet()) {
                    json.writeStringField(each.getKey().value(), each.getValue().toString());
                }
                json.writeEndObject();
            } else {
                json.writeNull();
            }
            json.writeArrayFieldStart("order");
            for (PackageName each : order) {
                json.writeString(each.value());
            }
            json.writeEndArray();
            Json.orNull(json, "explanation", explanation);
            json.writeFieldName("ms");
            json.writeNumber(BigDecimal.valueOf(nanos / 1000, 3));
            json.writeEndObject();
        }
    }

    @Override
    public void text(Out out) {
        String lines = Json.text(this);
        int start = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
            out.line(lines.substring(start, end));
            start = end + 1;
        }
        out.line(lines.substring(start));
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        for (Answered each : answers) {
            each.json(json);
        }
    }

    @Override
    public Optional<Problem> failure() {
        return Optional.ofNullable(end);
    }
}
