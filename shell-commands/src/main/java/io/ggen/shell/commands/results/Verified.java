package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Problem;
import io.ggen.api.marketplace.Verification;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.Optional;

/**
 * How a target compares with what was extracted.
 *
 * @param repair the command that repairs it
 */
public record Verified(Verification verification, String repair) implements Result {
    @Override
    public void text(Out out) {
        for (Verification.Damage damage : verification.damages()) {
            out.put(Style.RED, damage.id());
            out.line((damage.path().isEmpty() ? " " : ": " + damage.path() + " ") + damage.what());
        }
        if (verification.damages().isEmpty()) {
            out.line(looked()
                    + (verification.packages() == 0 ? ": nothing is installed" : ": all as published" + signatures()));
        }
    }

    private String signatures() {
        if (verification.signed() == 0) {
            return "";
        }
        return "; " + Amounts.count(verification.signed(), "signature") + " checked"
                + (verification.unsigned() == 0 ? "" : ", " + verification.unsigned() + " unsigned");
    }

    private String looked() {
        return "verified " + Amounts.count(verification.packages(), "package") + ", "
                + Amounts.count(verification.files(), "file");
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("packages", verification.packages());
        json.writeNumberField("files", verification.files());
        json.writeNumberField("signed", verification.signed());
        json.writeNumberField("unsigned", verification.unsigned());
        json.writeArrayFieldStart("damages");
        for (Verification.Damage damage : verification.damages()) {
            json.writeStartObject();
            json.writeStringField("package", damage.id());
            json.writeStringField("path", damage.path());
            json.writeStringField("what", damage.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public Optional<Problem> failure() {
        int damages = verification.damages().size();
        return damages == 0
                ? Optional.empty()
                : Optional.of(Problem.of(
                        looked() + " and found " + Amounts.count(damages, "damage") + "; nothing was changed", repair));
    }
}
