package io.ggen.home;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads settings: one object whose members are strings, numbers, booleans or arrays of one of these. A number without
 * a fraction becomes an {@link Integer} if it fits and else a {@link Long}; any other a {@link Double}.
 */
final class SettingsReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final Path file;
    private final JsonParser parser;

    private SettingsReader(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    static Hashtable<String, Object> read(Path file, byte[] text) throws BrokenSettings {
        try (JsonParser parser = JSON.createParser(decode(file, text))) {
            return new SettingsReader(file, parser).read();
        } catch (BrokenSettings e) {
            throw e;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String why = String.valueOf(e.getOriginalMessage());
            throw at == null
                    ? BrokenSettings.whole(file, "is no JSON (" + why + ")")
                    : BrokenSettings.at(file, at.getLineNr(), at.getColumnNr(), firstClause(why));
        } catch (IOException e) {
            throw BrokenSettings.whole(file, "is no JSON (" + e.getMessage() + ")");
        }
    }

    private static char[] decode(Path file, byte[] text) throws BrokenSettings {
        CharBuffer characters = CharBuffer.allocate(text.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text), characters, true);
        char[] decoded = Arrays.copyOf(characters.array(), characters.position());
        if (result.isError()) {
            int line = 1;
            int column = 1;
            for (char c : decoded) {
                column = c == '\n' ? 1 : column + 1;
                line += c == '\n' ? 1 : 0;
            }
            throw BrokenSettings.at(file, line, column, "it is not UTF-8 text");
        }
        return decoded;
    }

    private Hashtable<String, Object> read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw broken("settings are one object in { }");
        }
        Hashtable<String, Object> settings = new Hashtable<>();
        Set<String> seen = new TreeSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (name.isEmpty() || !seen.add(name.toLowerCase(Locale.ROOT))) {
                throw broken("'" + name + "' is there twice or empty (capitals do not count)");
            }
            parser.nextToken();
            settings.put(name, parser.currentToken() == JsonToken.START_ARRAY ? array() : scalar());
        }
        if (parser.nextToken() != null) {
            throw broken("something follows the closing }");
        }
        return settings;
    }

    private Object scalar() throws IOException {
        switch (parser.currentToken()) {
            case VALUE_STRING:
                return parser.getText();
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NUMBER_INT:
                return integer();
            case VALUE_NUMBER_FLOAT:
                double number = parser.getDoubleValue();
                if (Double.isInfinite(number)) {
                    throw broken("the number is too large");
                }
                return number;
            default:
                throw broken("a setting is a string, a number, true, false, or an array of one of these");
        }
    }

    private Object integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> parser.getIntValue();
            case LONG -> parser.getLongValue();
            default -> throw broken("the number is too large");
        };
    }

    private Object array() throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(scalar());
        }
        Class<?> type = elements.isEmpty() ? String.class : elements.get(0).getClass();
        for (Object element : elements) {
            type = common(type, element.getClass());
        }
        Object array = Array.newInstance(type, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, converted(elements.get(i), type));
        }
        return array;
    }

    private Class<?> common(Class<?> one, Class<?> other) throws IOException {
        if (one == other) {
            return one;
        }
        if (!Number.class.isAssignableFrom(one) || !Number.class.isAssignableFrom(other)) {
            throw broken("the elements of this array are not all of one kind");
        }
        return one == Double.class || other == Double.class ? Double.class : Long.class;
    }

    private static Object converted(Object element, Class<?> type) {
        if (element instanceof Number number) {
            if (type == Long.class) {
                return number.longValue();
            }
            return type == Double.class ? (Object) number.doubleValue() : number;
        }
        return element;
    }

    private BrokenSettings broken(String why) {
        JsonLocation at = parser.currentTokenLocation();
        return BrokenSettings.at(file, at.getLineNr(), at.getColumnNr(), why);
    }

    /** Jackson's messages go on for lines about what it would have taken; the first clause says it. */
    private static String firstClause(String message) {
        int end = message.length();
        for (String stop : new String[] {"\n", " (for ", ": expected", ": was expecting"}) {
            int at = message.indexOf(stop);
            end = at > 0 && at < end ? at : end;
        }
        return message.substring(0, end);
    }
}
