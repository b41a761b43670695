package io.ggen.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A universe in the form of {@code ggen:resolve}: releases, and what is asked for. */
final class Universe {
    private final String name;
    private final Map<String, Map<String, Map<String, String>>> packages = new TreeMap<>();
    private final Map<String, String> request = new TreeMap<>();

    Universe(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Adds a release that needs {@code needs}: ranges by name. */
    Universe add(String of, String version, Map<String, String> needs) {
        packages.computeIfAbsent(of, unused -> new TreeMap<>()).put(version, needs);
        return this;
    }

    /** Adds to what is asked for. */
    Universe ask(String of, String range) {
        request.put(of, range);
        return this;
    }

    /** What there is: needs by version by name. */
    Map<String, Map<String, Map<String, String>>> packages() {
        return packages;
    }

    /** What is asked for: ranges by name. */
    Map<String, String> request() {
        return request;
    }

    /** Writes a file with the same universe in so many lines. */
    void write(Path file, int lines) throws IOException {
        StringBuilder line = new StringBuilder();
        line.append("{\"name\":\"").append(name).append("\",\"packages\":{");
        String comma = "";
        for (Map.Entry<String, Map<String, Map<String, String>>> each : packages.entrySet()) {
            line.append(comma).append('"').append(each.getKey()).append("\":{");
            comma = "";
            for (Map.Entry<String, Map<String, String>> version :
                    each.getValue().entrySet()) {
                line.append(comma).append('"').append(version.getKey()).append("\":");
                append(version.getValue(), line);
                comma = ",";
            }
            line.append('}');
            comma = ",";
        }
        line.append("},\"request\":");
        append(request, line);
        line.append("}\n");
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                out.append(line);
            }
        }
    }

    private static void append(Map<String, String> ranges, StringBuilder line) {
        line.append('{');
        String comma = "";
        for (Map.Entry<String, String> each : ranges.entrySet()) {
            line.append(comma).append('"').append(each.getKey()).append("\":\"");
            line.append(each.getValue()).append('"');
            comma = ",";
        }
        line.append('}');
    }
}
