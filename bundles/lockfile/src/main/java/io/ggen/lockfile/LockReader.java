package io.ggen.lockfile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one lock from its text, in one pass. */
final class LockReader {
    private final JsonFactory json;
    private final byte[] text;
    private final String label;
    private final Map<String, PackageName> names = new HashMap<>();
    private final Map<String, Version> versions = new HashMap<>();
    private final Draft draft = new Draft();
    private boolean legacy;

    LockReader(JsonFactory json, byte[] text, String label) {
        this.json = json;
        this.text = text;
        this.label = Texts.shown(label);
    }

    Lock read() {
        String format = format();
        legacy = format.equals("1.0");
        try (JsonParser in = json.createParser(text)) {
            try {
                boolean hasPackages = readLock(in);
                if (!hasPackages || (!legacy && !draft.hasRequests())) {
                    throw damaged(in, "it has no '" + (hasPackages ? "requests" : "packages") + "'");
                }
            } catch (ProblemException e) {
                throw e.problem() instanceof Refusal
                        ? e
                        : damaged(in, e.problem().message());
            } catch (IOException e) {
                throw damaged(in, e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        return draft.finish(label);
    }

    /** Looks for the format alone, so that a lock whose shape is from the future is told apart from a damaged one. */
    private String format() {
        try (JsonParser in = json.createParser(text)) {
            try {
                start(in, in.nextToken(), JsonToken.START_OBJECT, "a lock");
                String field;
                while ((field = in.nextFieldName()) != null) {
                    JsonToken value = in.nextToken();
                    if (field.equals("version")) {
                        return known(in, value == null || value.isStructStart() ? "" : in.getText());
                    }
                    in.skipChildren();
                }
                throw damaged(in, "it does not say its format ('version')");
            } catch (IOException e) {
                throw damaged(in, e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private String known(JsonParser in, String format) {
        if (format.equals("1.0") || format.equals(JsonLockfile.FORMAT)) {
            return format;
        }
        if (isNewer(format)) {
            throw Problem.of(
                            label + " was written by a newer ggen (format " + Texts.shown(format, 20)
                                    + "); nothing was changed.",
                            "update ggen")
                    .asException();
        }
        throw damaged(in, "'" + Texts.shown(format, 20) + "' is not a format of locks");
    }

    private static boolean isNewer(String format) {
        int dot = format.indexOf('.');
        String major = dot < 0 ? format : format.substring(0, dot);
        String minor = dot < 0 ? "0" : format.substring(dot + 1);
        return Version.isValid(major + "." + minor + ".0")
                && Version.parse(major + "." + minor + ".0").compareTo(Version.parse(JsonLockfile.FORMAT + ".0")) > 0;
    }

    private boolean readLock(JsonParser in) throws IOException {
        in.nextToken();
        boolean hasPackages = false;
        String field;
        while ((field = in.nextFieldName()) != null) {
            JsonToken value = in.nextToken();
            switch (field) {
                case "requests" -> {
                    start(in, value, JsonToken.START_OBJECT, "'requests'");
                    draft.startRequests();
                    readRequests(in);
                }
                case "packages" -> {
                    start(in, value, JsonToken.START_OBJECT, "'packages'");
                    hasPackages = true;
                    String key;
                    while ((key = in.nextFieldName()) != null) {
                        start(in, in.nextToken(), JsonToken.START_OBJECT, "a package");
                        refuse(in, draft.add(readPackage(in, key)));
                    }
                }
                default -> in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            throw damaged(in, "something follows its end");
        }
        return hasPackages;
    }

    private void readRequests(JsonParser in) throws IOException {
        String key;
        while ((key = in.nextFieldName()) != null) {
            in.nextToken();
            refuse(in, draft.add(Dependency.parse(key, string(in, "a request"))));
        }
    }

    private Draft.Package readPackage(JsonParser in, String key) throws IOException {
        String name = null;
        String version = null;
        String resolved = null;
        PublisherId publisher = legacy ? PublisherId.LOCAL : null;
        Digest integrity = null;
        Map<PackageName, Draft.Needed> dependencies = Map.of();
        String field;
        while ((field = in.nextFieldName()) != null) {
            JsonToken value = in.nextToken();
            switch (field) {
                case "name" -> name = string(in, "'name'");
                case "version" -> version = string(in, "'version'");
                case "publisher" -> publisher = new PublisherId(string(in, "'publisher'"));
                case "integrity" -> integrity = Digest.parse(string(in, "'integrity'"));
                case "resolved" -> resolved = legacy ? null : string(in, "'resolved'");
                case "dependencies" -> dependencies = readDependencies(in, value);
                default -> in.skipChildren();
            }
        }
        int at = key.lastIndexOf('@');
        if (legacy && at > 0) {
            name = name == null ? key.substring(0, at) : name;
            version = version == null ? key.substring(at + 1) : version;
        }
        if (name == null || version == null || publisher == null || integrity == null) {
            String missing =
                    name == null ? "name" : version == null ? "version" : publisher == null ? "publisher" : "integrity";
            throw damaged(in, "'" + Texts.shown(key) + "' has no '" + missing + "'");
        }
        Draft.Package read = new Draft.Package(name(name), version(version), publisher, integrity, dependencies);
        if (!key.equals(name + "@" + version)) {
            refuse(in, "'" + Texts.shown(key) + "' holds " + name + "@" + version);
        }
        if (resolved != null && !resolved.equals(LockWriter.resolved(read.name(), read.version()))) {
            refuse(in, "'" + key + "' is resolved to '" + Texts.shown(resolved) + "'");
        }
        return read;
    }

    private Map<PackageName, Draft.Needed> readDependencies(JsonParser in, JsonToken value) throws IOException {
        Map<PackageName, Draft.Needed> dependencies = new LinkedHashMap<>();
        if (legacy && value == JsonToken.VALUE_NULL) {
            return dependencies;
        }
        if (legacy && value == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                String one = string(in, "a dependency");
                int at = one.lastIndexOf('@');
                dependencies.put(
                        name(at < 0 ? one : one.substring(0, at)), needed(at < 0 ? "latest" : one.substring(at + 1)));
            }
            return dependencies;
        }
        start(in, value, JsonToken.START_OBJECT, "'dependencies'");
        String key;
        while ((key = in.nextFieldName()) != null) {
            in.nextToken();
            dependencies.put(name(key), needed(string(in, "a dependency")));
        }
        return dependencies;
    }

    private Draft.Needed needed(String value) {
        return legacy && !Version.isValid(value)
                ? new Draft.Needed(null, Range.parse(value))
                : new Draft.Needed(version(value), Range.LATEST);
    }

    private Version version(String value) {
        Version known = versions.get(value);
        if (known == null) {
            known = Version.parse(value);
            versions.put(value, known);
        }
        return known;
    }

    private PackageName name(String value) {
        PackageName known = names.get(value);
        if (known == null) {
            known = new PackageName(value);
            names.put(value, known);
        }
        return known;
    }

    private String string(JsonParser in, String what) throws IOException {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw damaged(in, what + " is not a text in quotes");
        }
        return in.getText();
    }

    private void start(JsonParser in, @Nullable JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw damaged(in, found == null ? "it is empty" : what + " begins with '{'");
        }
    }

    private void refuse(JsonParser in, @Nullable String contradiction) {
        if (contradiction != null) {
            int line = in.currentTokenLocation().getLineNr();
            throw Refusal.contradiction(label, contradiction + " (line " + line + ")")
                    .asException();
        }
    }

    private ProblemException damaged(JsonParser in, IOException cause) {
        String why = cause instanceof JsonEOFException
                ? "it ends in the middle"
                : cause instanceof JsonProcessingException e ? e.getOriginalMessage() : cause.getMessage();
        JsonLocation at = cause instanceof JsonProcessingException e && e.getLocation() != null
                ? e.getLocation()
                : in.currentLocation();
        return Refusal.damage(label, at.getLineNr(), at.getColumnNr(), why == null ? "it cannot be read" : why)
                .asException(cause);
    }

    private ProblemException damaged(JsonParser in, String why) {
        JsonLocation at = in.currentTokenLocation();
        return Refusal.damage(label, at.getLineNr(), at.getColumnNr(), why).asException();
    }
}
