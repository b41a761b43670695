package io.ggen.shell.commands.universe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.resolver.Question;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one universe. Each different name and range is made once, since a large universe repeats them a million times. */
final class UniverseReader {
    private final JsonParser json;
    private final Map<String, PackageName> names = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();

    private final Map<PackageName, TreeMap<Version, Map<PackageName, Range>>> packages = new HashMap<>();
    private final Map<PackageName, Version> locked = new HashMap<>();
    private @Nullable String name;
    private @Nullable Map<PackageName, Range> request;
    private Map<PackageName, Range> overrides = Map.of();
    private boolean hasPackages;
    private boolean prereleases;
    private boolean allowCycles = true;
    private boolean lowest;
    private boolean frozen;
    private boolean offline;

    /** Reads from {@code json}, which is left at its end. */
    UniverseReader(JsonParser json) {
        this.json = json;
    }

    /** The universe, or null if there is nothing but white space. Throws {@link ProblemException} where it is damaged. */
    @Nullable
    Universe read() throws IOException {
        if (json.nextToken() == null) {
            return null;
        }
        enter("a universe");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            readMember(json.currentName());
        }
        if (json.nextToken() != null) {
            throw wrong("more than one universe stands on the line");
        }
        if (name == null || request == null || !hasPackages) {
            throw wrong("the universe has no \"" + (name == null ? "name" : request == null ? "request" : "packages")
                    + "\"");
        }
        Question.Options options = new Question.Options(prereleases, lowest, allowCycles, true, frozen, offline);
        Question question =
                new Question(Releases.dependencies(request), locked, Set.of(), Set.of(), overrides, options);
        return new Universe(name, question, Releases.of(packages));
    }

    private void readMember(String member) throws IOException {
        boolean isNull = json.nextToken() == JsonToken.VALUE_NULL;
        switch (member) {
            case "name" -> name = text("the universe's name");
            case "packages" -> readPackages();
            case "request" -> request = readRanges("\"request\"");
            case "locked" -> {
                if (!isNull) {
                    readLocked();
                }
            }
            case "overrides" -> overrides = isNull ? overrides : readRanges("\"overrides\"");
            case "options" -> {
                if (!isNull) {
                    readOptions();
                }
            }
            default -> json.skipChildren();
        }
    }

    private void readPackages() throws IOException {
        hasPackages = true;
        enter("\"packages\"");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            PackageName each = packageName();
            TreeMap<Version, Map<PackageName, Range>> versions = new TreeMap<>();
            json.nextToken();
            enter("what is in a package");
            while (json.nextToken() != JsonToken.END_OBJECT) {
                Version version = Version.parse(json.currentName());
                json.nextToken();
                if (versions.put(version, readRanges("what a version needs")) != null) {
                    throw wrong(each + " has version " + version + " twice, build metadata apart");
                }
            }
            packages.put(each, versions);
        }
    }

    private Map<PackageName, Range> readRanges(String what) throws IOException {
        enter(what);
        Map<PackageName, Range> read = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            PackageName each = packageName();
            json.nextToken();
            String text = text("the range of " + each);
            Range range = ranges.get(text);
            if (range == null) {
                range = Range.parse(text);
                ranges.put(text, range);
            }
            read.put(each, range);
        }
        return read.isEmpty() ? Map.of() : read;
    }

    private void readLocked() throws IOException {
        enter("\"locked\"");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            PackageName each = packageName();
            json.nextToken();
            locked.put(each, Version.parse(text("the locked version of " + each)));
        }
    }

    private void readOptions() throws IOException {
        enter("\"options\"");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String option = json.currentName();
            json.nextToken();
            switch (option) {
                case "pre" -> prereleases = isTrue(option);
                case "allowCycles" -> allowCycles = isTrue(option);
                case "lowest" -> lowest = isTrue(option);
                case "frozen" -> frozen = isTrue(option);
                case "offline" -> offline = isTrue(option);
                default ->
                    throw wrong("there is no option '" + Texts.shown(option, 40)
                            + "'; options are pre, allowCycles, lowest, frozen and offline");
            }
        }
    }

    private PackageName packageName() throws IOException {
        String text = json.currentName();
        PackageName known = names.get(text);
        if (known == null) {
            known = new PackageName(text);
            names.put(text, known);
        }
        return known;
    }

    private boolean isTrue(String option) {
        if (!json.currentToken().isBoolean()) {
            throw wrong("the option " + option + " must be true or false");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    private String text(String what) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(what + " must be a text");
        }
        return json.getText();
    }

    private void enter(String what) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(what + " must be an object in braces");
        }
    }

    private static ProblemException wrong(String what) {
        return Problem.of(what).asException();
    }
}
