package io.ggen.trust;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;

/** Writes a trust file: maps in the order of their keys, two spaces, line feeds, one at the end. */
final class TrustWriter {
    private static final DefaultPrettyPrinter PRETTY = pretty();

    private TrustWriter() {}

    static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(
                256 + 200 * content.pins().size() + 800 * content.revoked().size());
        try (JsonGenerator out = TrustReader.JSON.createGenerator(bytes)) {
            out.setPrettyPrinter(PRETTY.createInstance());
            out.writeStartObject();
            out.writeStringField("version", TrustReader.FORMAT);
            out.writeObjectFieldStart("pins");
            for (Pin pin : content.pins().values()) {
                out.writeObjectFieldStart(pin.name().value());
                out.writeStringField("publisher", pin.publisher().value());
                out.writeBooleanField("code", pin.code());
                out.writeStringField("since", Seconds.text(pin.since()));
                out.writeEndObject();
            }
            out.writeEndObject();
            out.writeObjectFieldStart("revoked");
            for (Map.Entry<PublisherId, KeptRevocation> one : content.revoked().entrySet()) {
                out.writeStringField(
                        one.getKey().value(),
                        Base64.getEncoder().encodeToString(one.getValue().envelope()));
            }
            out.writeEndObject();
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static DefaultPrettyPrinter pretty() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        return printer;
    }
}
