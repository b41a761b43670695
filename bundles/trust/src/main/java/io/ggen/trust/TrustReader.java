package io.ggen.trust;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.trust.Pin;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a trust file, strictly: what is not understood is damage, since to skip it could unpin a name. */
final class TrustReader {
    static final String FORMAT = "1.0";

    /** The largest revocation record (GGEN-WIRE section 2) in its envelope and in base64 is well below. */
    private static final int LONGEST_TEXT = 4096;

    private static final int DEEPEST = 8;

    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .build())
            .build();

    private final JsonParser in;
    private @Nullable SortedMap<PackageName, Pin> pins;
    private @Nullable SortedMap<PublisherId, KeptRevocation> revoked;

    private TrustReader(JsonParser in) {
        this.in = in;
    }

    static Content read(byte[] text) throws Damage {
        try (JsonParser in = JSON.createParser(text)) {
            try {
                return new TrustReader(in).read();
            } catch (JsonProcessingException e) {
                throw Damage.of(in, e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private Content read() throws IOException, Damage {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw new Damage("it is empty");
        }
        object(first, "a trust file");
        readFormat();
        String member;
        while ((member = in.nextFieldName()) != null) {
            switch (member) {
                case "pins" -> pins = readPins();
                case "revoked" -> revoked = readRevoked();
                default -> throw Damage.at(in, "'" + Texts.shown(member, 40) + "' is unknown");
            }
        }
        if (in.nextToken() != null) {
            throw Damage.at(in, "something follows its end");
        }
        if (pins == null || revoked == null) {
            throw new Damage("it has no '" + (pins == null ? "pins" : "revoked") + "'");
        }
        return new Content(pins, revoked);
    }

    private void readFormat() throws IOException, Damage {
        if (!"version".equals(in.nextFieldName())) {
            throw Damage.at(in, "its first member is not 'version'");
        }
        in.nextToken();
        String format = text("'version'");
        if (!format.equals(FORMAT)) {
            throw Damage.at(in, "it is of format '" + Texts.shown(format, 20) + "', and this ggen knows 1.0 alone");
        }
    }

    private SortedMap<PackageName, Pin> readPins() throws IOException, Damage {
        object(in.nextToken(), "'pins'");
        SortedMap<PackageName, Pin> read = new TreeMap<>();
        String name;
        while ((name = in.nextFieldName()) != null) {
            if (!PackageName.isValid(name)) {
                throw Damage.at(in, "'" + Texts.shown(name, 40) + "' is not a package name");
            }
            if (read.size() == Content.MOST_PINS) {
                throw Damage.at(in, "it has more than " + Content.MOST_PINS + " pins");
            }
            PackageName pinned = new PackageName(name);
            read.put(pinned, readPin(pinned));
        }
        return read;
    }

    private Pin readPin(PackageName name) throws IOException, Damage {
        object(in.nextToken(), "a pin");
        PublisherId publisher = null;
        Boolean code = null;
        Instant since = null;
        String member;
        while ((member = in.nextFieldName()) != null) {
            in.nextToken();
            switch (member) {
                case "publisher" -> publisher = publisher(text("'publisher'"));
                case "code" -> code = truth();
                case "since" -> since = moment(text("'since'"));
                default -> throw Damage.at(in, "'" + Texts.shown(member, 40) + "' is unknown");
            }
        }
        if (publisher == null || code == null || since == null) {
            String missing = publisher == null ? "publisher" : code == null ? "code" : "since";
            throw Damage.at(in, "the pin of " + name + " has no '" + missing + "'");
        }
        return new Pin(name, publisher, code, since);
    }

    private SortedMap<PublisherId, KeptRevocation> readRevoked() throws IOException, Damage {
        object(in.nextToken(), "'revoked'");
        SortedMap<PublisherId, KeptRevocation> read = new TreeMap<>();
        String name;
        while ((name = in.nextFieldName()) != null) {
            PublisherId publisher = publisher(name);
            if (publisher.isLocal()) {
                throw Damage.at(in, "'local' is nobody's key");
            }
            if (read.size() == Content.MOST_REVOKED) {
                throw Damage.at(in, "it has more than " + Content.MOST_REVOKED + " revocations");
            }
            in.nextToken();
            read.put(publisher, new KeptRevocation(bytes(text("a revocation"))));
        }
        return read;
    }

    private PublisherId publisher(String text) throws Damage {
        try {
            return Publishers.parse(text);
        } catch (ProblemException e) {
            throw Damage.at(in, "'" + Texts.shown(text, 60) + "' is not a publisher");
        }
    }

    private boolean truth() throws Damage {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw Damage.at(in, "'code' is neither true nor false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    private Instant moment(String text) throws Damage {
        Instant moment = Seconds.parse(text);
        if (moment == null) {
            throw Damage.at(in, "'" + Texts.shown(text, 40) + "' is not a time such as 2026-11-22T10:00:00Z");
        }
        return moment;
    }

    private byte[] bytes(String base64) throws Damage {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw Damage.at(in, "a revocation is not base64");
        }
        throw Damage.at(in, "a revocation is not base64");
    }

    private String text(String what) throws IOException, Damage {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            throw Damage.at(in, what + " is not a text in quotes");
        }
        return in.getText();
    }

    private void object(@Nullable JsonToken found, String what) throws Damage {
        if (found != JsonToken.START_OBJECT) {
            throw Damage.at(in, what + " does not begin with '{'");
        }
    }
}
