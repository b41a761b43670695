package io.ggen.installer.target;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * What a generation says of itself.
 *
 * @param reason what made it, as a user would say it
 * @param made when
 */
public record Note(String reason, Instant made) {
    static final String FILE = "generation.json";
    private static final JsonFactory JSON = new JsonFactory();

    byte[] text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("reason", reason);
            out.writeStringField("time", made.toString());
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** The note of the generation in {@code folder}; says nothing where it is missing or damaged. */
    public static Note read(Path folder) {
        String reason = "";
        Instant made = Instant.EPOCH;
        try (JsonParser in = JSON.createParser(Files.readAllBytes(folder.resolve(FILE)))) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                String field;
                while ((field = in.nextFieldName()) != null) {
                    in.nextToken();
                    switch (field) {
                        case "reason" -> reason = in.getText();
                        case "time" -> made = Instant.parse(in.getText());
                        default -> in.skipChildren();
                    }
                }
            }
        } catch (IOException | DateTimeException e) {
            return new Note(reason, made);
        }
        return new Note(reason, made);
    }
}
