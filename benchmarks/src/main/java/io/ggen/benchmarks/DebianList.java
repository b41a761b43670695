package io.ggen.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A list of packages as {@code apt-cache dumpavail} prints it, or as a {@code Packages} file holds it. */
final class DebianList {
    private final Map<String, List<Entry>> packages = new TreeMap<>();

    /**
     * One version of a package.
     *
     * @param needs groups of alternatives, one of each of which must be there
     * @param wishes recommended and suggested names
     * @param provides virtual packages that this one stands in for
     */
    record Entry(
            String name,
            String version,
            String section,
            List<List<Relation>> needs,
            List<String> wishes,
            List<Relation> provides) {}

    /** A name, and maybe an operator and a version; both are empty if not. */
    record Relation(String name, String operator, String version) {
        /** Whether {@code candidate} will do. */
        boolean allows(String candidate) {
            if (operator.isEmpty()) {
                return true;
            }
            int order = DebianVersion.ORDER.compare(candidate, version);
            return switch (operator) {
                case ">=" -> order >= 0;
                case ">>" -> order > 0;
                case "<=" -> order <= 0;
                case "<<" -> order < 0;
                case "=" -> order == 0;
                default -> throw new IllegalArgumentException("unknown operator " + operator + " on " + name);
            };
        }
    }

    private DebianList() {}

    static DebianList read(Path file) throws IOException {
        DebianList list = new DebianList();
        Map<String, String> fields = new HashMap<>();
        String field = "";
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int colon = line.indexOf(':');
                if (line.isBlank()) {
                    list.add(fields);
                    fields.clear();
                } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                    fields.merge(field, line, String::concat);
                } else if (colon > 0) {
                    field = line.substring(0, colon);
                    fields.put(field, line.substring(colon + 1).strip());
                }
            }
        }
        list.add(fields);
        return list;
    }

    private void add(Map<String, String> fields) {
        String name = fields.get("Package");
        String version = fields.get("Version");
        if (name == null || version == null) {
            return;
        }
        List<List<Relation>> needs = groups(fields.get("Pre-Depends"));
        needs.addAll(groups(fields.get("Depends")));
        List<String> wishes = new ArrayList<>();
        for (String kind : List.of("Recommends", "Suggests")) {
            for (List<Relation> group : groups(fields.get(kind))) {
                wishes.add(group.get(0).name());
            }
        }
        List<Relation> provides = new ArrayList<>();
        for (List<Relation> group : groups(fields.get("Provides"))) {
            provides.addAll(group);
        }
        String section = fields.getOrDefault("Section", "");
        List<Entry> versions = packages.computeIfAbsent(name, unused -> new ArrayList<>());
        if (versions.stream().noneMatch(other -> other.version().equals(version))) {
            versions.add(new Entry(name, version, section, needs, wishes, provides));
        }
    }

    private static List<List<Relation>> groups(@org.jspecify.annotations.Nullable String text) {
        List<List<Relation>> groups = new ArrayList<>();
        for (String group : text == null || text.isBlank() ? new String[0] : text.split(",", -1)) {
            List<Relation> alternatives = new ArrayList<>();
            for (String alternative : group.split("\\|", -1)) {
                if (!alternative.isBlank()) {
                    alternatives.add(relation(alternative.strip()));
                }
            }
            if (!alternatives.isEmpty()) {
                groups.add(alternatives);
            }
        }
        return groups;
    }

    /** {@code name:any (>= 1.0) [amd64]}. */
    private static Relation relation(String text) {
        int end = 0;
        while (end < text.length() && " :([<".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        String name = text.substring(0, end);
        int open = text.indexOf('(');
        if (open < 0) {
            return new Relation(name, "", "");
        }
        String inside = text.substring(open + 1, text.indexOf(')', open)).strip();
        int digits = 0;
        while ("<>=".indexOf(inside.charAt(digits)) >= 0) {
            digits++;
        }
        return new Relation(
                name, inside.substring(0, digits), inside.substring(digits).strip());
    }

    /** The versions of every package, in the order of the file, by name. */
    Map<String, List<Entry>> packages() {
        return packages;
    }
}
