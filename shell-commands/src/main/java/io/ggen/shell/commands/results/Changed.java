package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.marketplace.Consent;
import io.ggen.api.marketplace.Outcome;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.List;

/**
 * What an operation did to a target.
 *
 * @param agreed to whom {@code --yes} has agreed, and for which names
 * @param dryRun whether it only would
 * @param nanos how long it took
 */
public record Changed(Outcome outcome, List<Consent.Newcomer> agreed, boolean dryRun, long nanos) implements Result {
    /** What was done without {@code --yes} agreeing to anybody. */
    public Changed(Outcome outcome, boolean dryRun, long nanos) {
        this(outcome, List.of(), dryRun, nanos);
    }

    /** What is there now and was not, or was in another version. */
    public List<Outcome.Item> installed() {
        return outcome.installed();
    }

    /** What is gone. */
    public List<Outcome.Item> removed() {
        return outcome.removed();
    }

    /** The current generation. */
    public int generation() {
        return outcome.generation();
    }

    @Override
    public void text(Out out) {
        for (Consent.Newcomer each : agreed) {
            out.line("--yes agreed to " + each.publisher() + fingerprint(each) + " as the publisher of " + each.name());
        }
        int added = 0;
        int moved = 0;
        for (Outcome.Item item : outcome.installed()) {
            if (item.previous() == null) {
                added++;
                out.put(Style.GREEN, "+ " + item.name() + " " + item.version()).end();
            } else {
                moved++;
                out.put(Style.YELLOW, "~ " + item.name() + " " + item.previous() + " -> " + item.version());
                out.line(item.reason().isEmpty() ? "" : ", because " + item.reason());
            }
        }
        for (Outcome.Item item : outcome.removed()) {
            out.put(Style.RED, "- " + item.name() + " " + item.version()).end();
        }
        if (added + moved + outcome.removed().size() == 0) {
            int there = outcome.unchanged().size();
            out.line("nothing to do: "
                    + (there == 0
                            ? "no package is installed"
                            : Amounts.count(there, "package") + (there == 1 ? " is" : " are") + " up to date"));
            return;
        }
        String did = sentence(added, moved, outcome.removed().size());
        out.line(
                dryRun
                        ? "would have " + did + "; nothing was changed (dry run)"
                        : did + " in " + Amounts.seconds(nanos) + " (generation " + outcome.generation() + ")");
    }

    private static String fingerprint(Consent.Newcomer newcomer) {
        return newcomer.fingerprint().isEmpty() ? "" : " (fingerprint " + newcomer.fingerprint() + ")";
    }

    private static String sentence(int added, int moved, int removed) {
        StringBuilder words = new StringBuilder();
        part(words, "installed ", added);
        part(words, "updated ", moved);
        part(words, "removed ", removed);
        return words.toString();
    }

    private static void part(StringBuilder words, String verb, int number) {
        if (number > 0) {
            words.append(words.length() == 0 ? "" : ", ").append(verb);
            words.append(words.indexOf("package") < 0 ? Amounts.count(number, "package") : Integer.toString(number));
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        items(json, "installed", outcome.installed());
        items(json, "unchanged", outcome.unchanged());
        items(json, "removed", outcome.removed());
        json.writeNumberField("generation", outcome.generation());
        Json.seconds(json, nanos);
        if (dryRun) {
            json.writeBooleanField("dryRun", true);
        }
        if (!agreed.isEmpty()) {
            json.writeArrayFieldStart("agreed");
            for (Consent.Newcomer each : agreed) {
                json.writeStartObject();
                json.writeStringField("name", each.name().value());
                json.writeStringField("publisher", each.publisher().value());
                json.writeStringField("fingerprint", each.fingerprint());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void items(JsonGenerator json, String name, List<Outcome.Item> items) throws IOException {
        json.writeArrayFieldStart(name);
        for (Outcome.Item item : items) {
            json.writeStartObject();
            json.writeStringField("name", item.name().value());
            json.writeStringField("version", item.version().toString());
            json.writeStringField("publisher", item.publisher().value());
            json.writeStringField("path", item.path().toString());
            json.writeBooleanField("direct", item.direct());
            if (item.previous() != null) {
                json.writeStringField("previous", item.previous().toString());
            }
            if (!item.reason().isEmpty()) {
                json.writeStringField("reason", item.reason());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
