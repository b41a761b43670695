package io.ggen.records;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of an object out of it, one by one, each of its type; what is left at the end is unknown to this ggen.
 * Every complaint names the member by its path, what it must be, and what was found.
 */
final class MemberReader {
    private final @Nullable MemberReader whole;
    private final String name;
    private final Map<String, JsonValue> rest;

    /** Reads an object that is a whole, called {@code name} in complaints if that is not empty. */
    MemberReader(String name, JsonValue.Members object) {
        this(null, name, object);
    }

    private MemberReader(@Nullable MemberReader whole, String name, JsonValue.Members object) {
        this.whole = whole;
        this.name = name;
        this.rest = object.map;
    }

    /** What nobody has taken. */
    JsonValue.Members rest() {
        return rest.isEmpty() ? JsonValue.Members.NONE : JsonValue.Members.around(rest);
    }

    /** Puts back what a part did not know. */
    void putBack(String name, MemberReader part) {
        if (!part.rest.isEmpty()) {
            rest.put(name, part.rest());
        }
    }

    boolean has(String name) {
        return rest.containsKey(name);
    }

    boolean hasText(String name) {
        return rest.get(name) instanceof JsonValue.Text;
    }

    String text(String name) {
        return textOf(name, take(name, "a text"));
    }

    /** A text that may be missing, but not empty. */
    @Nullable
    String textIfAny(String name) {
        if (!rest.containsKey(name)) {
            return null;
        }
        String text = text(name);
        if (text.isEmpty()) {
            throw wrong(name, "left out or a text that is not empty", "''");
        }
        return text;
    }

    private String textOf(String name, JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            return text.value();
        }
        throw wrong(name, "a text", shown(value));
    }

    long whole(String name, long largest) {
        JsonValue value = take(name, "a whole number");
        if (value instanceof JsonValue.Whole number && number.value() <= largest) {
            return number.value();
        }
        throw wrong(name, "a whole number of at most " + largest, shown(value));
    }

    Instant time(String name) {
        return Instant.ofEpochMilli(whole(name, CanonicalJson.LARGEST));
    }

    Digest sha256(String name) {
        String text = text(name);
        if (!isSha256(text)) {
            throw wrong(name, "64 lower-case hexadecimal digits", quoted(text));
        }
        return Digest.sha256(text);
    }

    static boolean isSha256(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (int i = 0; i < 64; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    PackageName name(String name) {
        return packageName(name, text(name));
    }

    PackageName packageName(String member, String text) {
        try {
            return new PackageName(text);
        } catch (ProblemException e) {
            throw wrong(member, "the name of a package", quoted(text));
        }
    }

    Version version(String name) {
        return versionOf(name, text(name));
    }

    Version versionOf(String member, String text) {
        try {
            return Version.parse(text);
        } catch (ProblemException e) {
            throw wrong(member, "a version", quoted(text));
        }
    }

    Range range(String name) {
        String text = text(name);
        if (isAscii(text)) {
            try {
                Range range = Range.parse(text);
                if (range.toString().equals(text)) {
                    return range;
                }
            } catch (ProblemException e) {
                throw wrong(name, "a range of versions", quoted(text));
            }
        }
        throw wrong(name, "a range of versions in ASCII without spaces at its ends", quoted(text));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    PublisherId publisher(String name) {
        String text = text(name);
        try {
            return PublicKey.ofId(new PublisherId(text)).id();
        } catch (ProblemException e) {
            throw wrong(name, "the id of an Ed25519 key (12D3KooW…)", quoted(text));
        }
    }

    /** Like {@link #publisher}, quicker where it is the id expected. */
    PublisherId publisher(String name, PublisherId expected) {
        JsonValue value = rest.get(name);
        if (value instanceof JsonValue.Text text && text.value().equals(expected.value())) {
            rest.remove(name);
            return expected;
        }
        return publisher(name);
    }

    List<String> texts(String name) {
        List<JsonValue> items = items(name);
        List<String> texts = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            texts.add(textOf(name, items.get(i)));
        }
        return texts;
    }

    Release.Kind kind(String name) {
        String word = text(name);
        if (word.equals("files")) {
            return Release.Kind.FILES;
        }
        if (word.equals("bundle")) {
            return Release.Kind.BUNDLE;
        }
        throw wrong(name, "'files' or 'bundle'", quoted(word));
    }

    /** Whether it is there and {@code true}. */
    boolean isTrue(String name) {
        return rest.remove(name) == JsonValue.Word.TRUE;
    }

    private List<JsonValue> items(String name) {
        JsonValue value = take(name, "a list");
        if (value instanceof JsonValue.Items items) {
            return items.items();
        }
        throw wrong(name, "a list", shown(value));
    }

    /** The objects in a list. */
    List<MemberReader> objects(String name) {
        List<JsonValue> items = items(name);
        List<MemberReader> objects = new ArrayList<>(items.size());
        for (JsonValue item : items) {
            objects.add(objectOf(name, item));
        }
        return objects;
    }

    MemberReader object(String name) {
        return objectOf(name, take(name, "an object"));
    }

    private MemberReader objectOf(String name, JsonValue value) {
        if (value instanceof JsonValue.Members object) {
            return new MemberReader(this, name, object);
        }
        throw wrong(name, "an object", shown(value));
    }

    /** The names of all members not taken yet, safe to walk over while taking them. */
    List<String> names() {
        return new ArrayList<>(rest.keySet());
    }

    private JsonValue take(String name, String expected) {
        JsonValue value = rest.remove(name);
        if (value == null) {
            throw wrong(name, expected, "nothing");
        }
        return value;
    }

    RefusedException wrong(String member, String expected, String found) {
        return RefusedException.rule(path(member), expected, found);
    }

    private String path(String member) {
        String path = name.isEmpty() ? member : name + "." + member;
        return whole == null ? path : whole.path(path);
    }

    static String quoted(String text) {
        return "'" + Texts.shown(text, 60) + "'";
    }

    private static String shown(JsonValue value) {
        if (value instanceof JsonValue.Text text) {
            return quoted(text.value());
        } else if (value instanceof JsonValue.Whole number) {
            return Long.toString(number.value());
        } else if (value instanceof JsonValue.Members) {
            return "an object";
        } else if (value instanceof JsonValue.Items) {
            return "a list";
        }
        return "true, false or null";
    }
}
