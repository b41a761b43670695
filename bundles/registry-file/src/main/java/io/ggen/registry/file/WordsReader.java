package io.ggen.registry.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** Gathers what people search for and read, from the fields that manifests and indexes share. */
final class WordsReader {
    private String title = "";
    private String description = "";
    private List<String> categories = List.of();
    private List<String> tags = List.of();
    private List<String> keywords = List.of();
    private String author = "";
    private String license = "";

    /** Takes {@code field} if it is one of these; the parser stands on its value. Returns whether it did. */
    boolean read(JsonParser parser, String field) throws IOException, Damaged {
        switch (field) {
            case "title" -> title = Json.text(parser, field);
            case "description" -> description = Json.text(parser, field);
            case "categories" -> categories = Json.texts(parser, field);
            case "tags" -> tags = Json.texts(parser, field);
            case "keywords" -> keywords = Json.texts(parser, field);
            case "author" -> author = loose(parser);
            case "license" -> license = loose(parser);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Text, or empty text for the objects that npm writes in such places; they stay in the manifest as they are. */
    static String loose(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    Entry.Words words() {
        return title.isEmpty()
                        && description.isEmpty()
                        && categories.isEmpty()
                        && tags.isEmpty()
                        && keywords.isEmpty()
                        && author.isEmpty()
                        && license.isEmpty()
                ? Entry.Words.NONE
                : new Entry.Words(title, description, categories, tags, keywords, author, license);
    }
}
