package io.ggen.home;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes settings as people would: names sorted, one a line; the same bytes for equal settings. */
final class SettingsWriter {
    private static final Set<String> DERIVED = Set.of("service.pid", "service.factorypid", "service.bundlelocation");

    private SettingsWriter() {}

    static byte[] write(Dictionary<?, ?> settings) throws IOException {
        TreeMap<String, Object> sorted = new TreeMap<>();
        for (Enumeration<?> keys = settings.keys(); keys.hasMoreElements(); ) {
            Object key = keys.nextElement();
            if (isSetting(key.toString())) {
                sorted.put(key.toString(), settings.get(key));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            json.writeStartObject();
            for (Map.Entry<String, Object> setting : sorted.entrySet()) {
                json.writeFieldName(setting.getKey());
                value(json, setting.getKey(), setting.getValue());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return bytes.toByteArray();
    }

    /** Whether {@code key} is a setting, rather than what follows from the file's name or ConfigAdmin's own bookkeeping. */
    static boolean isSetting(String key) {
        return !DERIVED.contains(key.toLowerCase(Locale.ROOT))
                && !key.startsWith(":org.apache.felix.configadmin.")
                && !key.startsWith("_felix_.cm.");
    }

    private static void value(JsonGenerator json, String key, Object value) throws IOException {
        if (value.getClass().isArray()) {
            json.writeStartArray();
            for (int i = 0; i < Array.getLength(value); i++) {
                scalar(json, key, Array.get(value, i));
            }
            json.writeEndArray();
        } else if (value instanceof Collection<?> elements) {
            json.writeStartArray();
            for (Iterator<?> each = elements.iterator(); each.hasNext(); ) {
                scalar(json, key, each.next());
            }
            json.writeEndArray();
        } else {
            scalar(json, key, value);
        }
    }

    private static void scalar(JsonGenerator json, String key, Object value) throws IOException {
        if (value instanceof String || value instanceof Character) {
            json.writeString(value.toString());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if ((value instanceof Double || value instanceof Float)
                && Double.isFinite(((Number) value).doubleValue())) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            json.writeNumber(((Number) value).longValue());
        } else {
            throw new IOException("the setting '" + key + "' has a value that JSON cannot hold; nothing was written.");
        }
    }
}
