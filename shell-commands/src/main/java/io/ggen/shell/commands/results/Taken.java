package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Problem;
import io.ggen.api.publishing.Publishing;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.Optional;

/** What an import did. */
public record Taken(Publishing.Imported imported, long nanos) implements Result {
    @Override
    public void text(Out out) {
        for (String id : imported.published()) {
            out.put(Style.GREEN, "+ " + id).end();
        }
        for (String sentence : imported.refused()) {
            out.put(Style.RED, "refused:").line(" " + sentence);
        }
        if (imported.ignoredDependencies() > 0) {
            out.line(Amounts.count(imported.ignoredDependencies(), "entry")
                    + " of dependency tables left out: they name no package of the marketplace");
        }
        for (String line : Signer.newKey(imported.signature())) {
            out.line(line);
        }
        if (imported.signature() != null && !imported.published().isEmpty()) {
            out.line("signed by " + Signer.words(imported.signature()));
        }
        out.line("imported " + Amounts.count(imported.published().size(), "release") + " in " + Amounts.seconds(nanos)
                + "; " + imported.unchanged().size() + " there already, "
                + imported.refused().size() + " refused");
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.strings(json, "published", imported.published());
        Json.strings(json, "unchanged", imported.unchanged());
        Json.strings(json, "refused", imported.refused());
        json.writeNumberField("ignoredDependencies", imported.ignoredDependencies());
        Publishing.Signature signature = imported.signature();
        json.writeStringField(
                "publisher", signature == null ? "local" : signature.publisher().value());
        if (signature != null) {
            json.writeStringField("fingerprint", signature.fingerprint());
        }
        Json.seconds(json, nanos);
        json.writeEndObject();
    }

    /** Bad news only if nothing at all could be taken. */
    @Override
    public Optional<Problem> failure() {
        boolean nothing = imported.published().isEmpty() && imported.unchanged().isEmpty();
        return nothing && !imported.refused().isEmpty()
                ? Optional.of(Problem.of("none of the folders could be taken; the registry is unchanged"))
                : Optional.empty();
    }
}
