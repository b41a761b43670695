package io.ggen.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Canonical JSON (RFC 8785) of the kind records are made of: UTF-8 without a byte order mark, no name twice, no unpaired
 * surrogate, at most {@value #DEEPEST} levels, numbers whole and in 0..2^53-1. A value has one spelling, and no other is read.
 */
public final class CanonicalJson {
    /** How deep objects and lists may be nested, the outermost counted. */
    public static final int DEEPEST = 8;

    /** The largest number: 2^53-1, as far as every JSON implementation counts exactly. */
    public static final long LARGEST = (1L << 53) - 1;

    // names from strangers go into no table that outlives their record
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private CanonicalJson() {}

    /** The one spelling of {@code value}. Throws {@link IllegalArgumentException} if it holds an unpaired surrogate. */
    public static byte[] write(JsonValue value) {
        return new CanonicalWriter().write(value);
    }

    /** Reads an object from its one spelling; refuses every other text. */
    public static Opened<JsonValue.Members> read(byte[] text) {
        try {
            return new Opened.Accepted<>(readObject(text));
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    /** Like {@link #read}, but throws, and the maps inside may be taken apart by the caller. */
    static JsonValue.Members readObject(byte[] text) {
        String decoded = new String(text, StandardCharsets.UTF_8);
        if (decoded.indexOf('\ufffd') >= 0) {
            checkUtf8(text);
        }
        if (decoded.startsWith("\ufeff")) {
            throw RefusedException.notCanonical("it begins with a byte order mark");
        }
        JsonValue.Members value = parse(decoded);
        byte[] spelling;
        try {
            spelling = write(value);
        } catch (IllegalArgumentException e) {
            throw RefusedException.notCanonical("it holds an unpaired surrogate");
        }
        int difference = Arrays.mismatch(spelling, text);
        if (difference >= 0) {
            throw RefusedException.notCanonical("it differs from its RFC 8785 form at byte " + difference);
        }
        return value;
    }

    /** Reads an object in any spelling: what need not be canonical, or is known to be because {@link #readObject} has read it before. */
    static JsonValue.Members readAnySpelling(byte[] text) {
        return parse(new String(text, StandardCharsets.UTF_8));
    }

    private static void checkUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw RefusedException.notCanonical("it is not UTF-8");
        }
    }

    private static JsonValue.Members parse(String text) {
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw RefusedException.notCanonical("it is not an object");
            }
            JsonValue.Members value = members(in, 1);
            if (in.nextToken() != null) {
                throw RefusedException.notCanonical("something follows its end");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw RefusedException.notCanonical("it is not JSON (character "
                    + (e.getLocation() == null ? 0 : e.getLocation().getCharOffset()) + ")");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static JsonValue.Members members(JsonParser in, int depth) throws IOException {
        checkDepth(depth);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        String name;
        while ((name = in.nextFieldName()) != null) {
            if (members.put(name, value(in, in.nextToken(), depth)) != null) {
                throw RefusedException.notCanonical("'" + Texts.shown(name, 60) + "' stands in it twice");
            }
        }
        return JsonValue.Members.around(members);
    }

    private static JsonValue.Items items(JsonParser in, int depth) throws IOException {
        checkDepth(depth);
        List<JsonValue> items = new ArrayList<>();
        JsonToken token;
        while ((token = in.nextToken()) != JsonToken.END_ARRAY) {
            items.add(value(in, token, depth));
        }
        return new JsonValue.Items(items);
    }

    private static JsonValue value(JsonParser in, @Nullable JsonToken token, int depth) throws IOException {
        if (token == null) {
            throw RefusedException.notCanonical("it ends in the middle");
        }
        return switch (token) {
            case VALUE_STRING -> new JsonValue.Text(in.getText());
            case VALUE_NUMBER_INT -> whole(in);
            case START_OBJECT -> members(in, depth + 1);
            case START_ARRAY -> items(in, depth + 1);
            case VALUE_TRUE -> JsonValue.Word.TRUE;
            case VALUE_FALSE -> JsonValue.Word.FALSE;
            case VALUE_NULL -> JsonValue.Word.NULL;
            default -> throw notWhole(in);
        };
    }

    private static JsonValue whole(JsonParser in) throws IOException {
        // 16 digits hold every number up to 2^53-1
        if (in.getTextLength() > 16 || in.getTextCharacters()[in.getTextOffset()] == '-') {
            throw notWhole(in);
        }
        long number = in.getLongValue();
        if (number > LARGEST) {
            throw notWhole(in);
        }
        return new JsonValue.Whole(number);
    }

    private static RefusedException notWhole(JsonParser in) throws IOException {
        return RefusedException.notCanonical(
                "the number " + Texts.shown(in.getText(), 40) + " is not a whole one in 0..2^53-1");
    }

    private static void checkDepth(int depth) {
        if (depth > DEEPEST) {
            throw RefusedException.notCanonical("it is nested over " + DEEPEST + " levels");
        }
    }
}
