package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something done that one sentence tells, with the facts behind it. */
public final class Done implements Result {
    private final String sentence;
    private final List<String> details = new ArrayList<>();
    private final List<String> below = new ArrayList<>();
    private final List<Map.Entry<String, @Nullable Object>> facts = new ArrayList<>();

    /** Something done. */
    public Done(String sentence) {
        this.sentence = sentence;
    }

    /** Adds a line above the sentence, for people. */
    public Done detail(String line) {
        details.add(line);
        return this;
    }

    /** Adds a line below the sentence, for people. */
    public Done below(String line) {
        below.add(line);
        return this;
    }

    /** Adds a fact for scripts: a text, a number, a truth value or null. */
    public Done with(String name, @Nullable Object value) {
        facts.add(new java.util.AbstractMap.SimpleImmutableEntry<>(name, value));
        return this;
    }

    /** What was done. */
    public String sentence() {
        return sentence;
    }

    @Override
    public void text(Out out) {
        for (String detail : details) {
            out.line(detail);
        }
        out.line(sentence);
        for (String line : below) {
            out.line(line);
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, @Nullable Object> fact : facts) {
            Object value = fact.getValue();
            json.writeFieldName(fact.getKey());
            if (value == null) {
                json.writeNull();
            } else if (value instanceof Boolean truth) {
                json.writeBoolean(truth);
            } else if (value instanceof Integer || value instanceof Long) {
                json.writeNumber(((Number) value).longValue());
            } else {
                json.writeString(value.toString());
            }
        }
        json.writeEndObject();
    }
}
