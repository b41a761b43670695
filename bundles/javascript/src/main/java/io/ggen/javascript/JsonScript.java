package io.ggen.javascript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A running script that says a JSON object when it is ready, and then one, with an {@code error} if need be, for each that it is told. */
public final class JsonScript implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunningScript script;
    private final JsonNode ready;

    /** Waits until {@code script}, which is closed with this, is ready. */
    public JsonScript(RunningScript script) {
        this.script = script;
        ready = parse(script.next());
    }

    /** What it said when it was ready. */
    public JsonNode ready() {
        return ready;
    }

    /** Gives a command with parameters, NAME and VALUE in turn, and returns the answer; fails if that is an error. */
    public JsonNode ask(String command, Object... parameters) {
        ObjectNode request = JSON.createObjectNode().put("command", command);
        for (int i = 0; i < parameters.length; i += 2) {
            request.set(parameters[i].toString(), JSON.valueToTree(parameters[i + 1]));
        }
        JsonNode answer = parse(script.ask(request.toString()));
        if (answer.has("error")) {
            throw new AssertionError(command + ": " + answer.get("error").asText());
        }
        return answer;
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("this is not JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        script.close();
    }
}
