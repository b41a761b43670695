package io.ggen.shell.commands.trust;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All pins and all keys that have ended, in the order of names and keys. */
public record Trusted(List<Pin> pins, List<Revocation> revocations) implements Result {
    /** Copies the lists. */
    public Trusted {
        pins = List.copyOf(pins);
        revocations = List.copyOf(revocations);
    }

    private Set<PublisherId> ended() {
        Set<PublisherId> ended = new HashSet<>();
        for (Revocation revocation : revocations) {
            ended.add(revocation.publisher());
        }
        return ended;
    }

    @Override
    public void text(Out out) {
        if (pins.isEmpty()) {
            out.line("no name is pinned to a publisher");
        }
        Set<PublisherId> ended = ended();
        Table table = new Table(Style.BOLD, Style.PLAIN, Style.DIM, Style.YELLOW, Style.PLAIN);
        for (Pin pin : pins) {
            String marks = (pin.code() ? "code" : "")
                    + (ended.contains(pin.publisher()) ? (pin.code() ? ", " : "") + "key revoked" : "");
            table.row(
                    pin.name().value(),
                    pin.publisher().value(),
                    orEmpty(Fingerprints.of(pin.publisher())),
                    marks,
                    "since " + pin.since());
        }
        table.print(out, 0);
        for (Revocation revocation : revocations) {
            out.put(Style.RED, "revoked").put("  " + Fingerprints.words(revocation.publisher()));
            out.put(" on " + revocation.revokedAt());
            out.put(revocation.reason() == null ? "" : ": " + reason(revocation.reason()));
            PublisherId successor = revocation.successor();
            out.line(successor == null ? "" : "; it named " + successor + " as successor");
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    static String reason(String text) {
        return "'" + Texts.shown(Texts.onOneLine(text)) + "'";
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("pins");
        Set<PublisherId> ended = ended();
        for (Pin pin : pins) {
            json.writeStartObject();
            json.writeStringField("name", pin.name().value());
            json.writeStringField("publisher", pin.publisher().value());
            json.writeStringField("fingerprint", Fingerprints.of(pin.publisher()));
            json.writeBooleanField("code", pin.code());
            json.writeStringField("since", pin.since().toString());
            json.writeBooleanField("revoked", ended.contains(pin.publisher()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("revoked");
        for (Revocation revocation : revocations) {
            PublisherId successor = revocation.successor();
            json.writeStartObject();
            json.writeStringField("publisher", revocation.publisher().value());
            json.writeStringField("fingerprint", Fingerprints.of(revocation.publisher()));
            json.writeStringField("revoked", revocation.revokedAt().toString());
            json.writeStringField("successor", successor == null ? null : successor.value());
            json.writeStringField("reason", revocation.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
