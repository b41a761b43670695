package io.ggen.lockfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Writes a lock: maps in the order of their keys, two spaces, line feeds, one at the end. */
final class LockWriter {
    private static final DefaultPrettyPrinter PRETTY = pretty();

    private LockWriter() {}

    static byte[] write(JsonFactory json, Lock lock) {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(256 + 320 * lock.packages().size());
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.setPrettyPrinter(PRETTY.createInstance());
            out.writeStartObject();
            out.writeStringField("version", JsonLockfile.FORMAT);
            out.writeObjectFieldStart("requests");
            Map<String, Dependency> requests = new TreeMap<>();
            for (Dependency request : lock.requests().values()) {
                requests.put(request.key(), request);
            }
            for (Map.Entry<String, Dependency> request : requests.entrySet()) {
                out.writeStringField(
                        request.getKey(), request.getValue().range().toString());
            }
            out.writeEndObject();
            out.writeObjectFieldStart("packages");
            Map<String, Lock.Entry> packages = new TreeMap<>();
            for (Lock.Entry entry : lock.packages().values()) {
                packages.put(entry.id(), entry);
            }
            for (Map.Entry<String, Lock.Entry> one : packages.entrySet()) {
                out.writeFieldName(one.getKey());
                write(out, one.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Lock.Entry entry) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", entry.name().value());
        out.writeStringField("version", entry.version().toString());
        out.writeStringField("publisher", entry.publisher().value());
        out.writeStringField("resolved", resolved(entry.name(), entry.version()));
        out.writeStringField("integrity", entry.integrity().toString());
        out.writeObjectFieldStart("dependencies");
        for (Map.Entry<PackageName, Version> dependency : entry.dependencies().entrySet()) {
            out.writeStringField(
                    dependency.getKey().value(), dependency.getValue().toString());
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Where a package comes from, in words that are the same on every machine. */
    static String resolved(PackageName name, Version version) {
        return "ggen:" + name + "/" + version;
    }

    private static DefaultPrettyPrinter pretty() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }
}
