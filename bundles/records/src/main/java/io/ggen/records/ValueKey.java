package io.ggen.records;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under what a record is found in the value store of the DHT (libp2p specs, {@code kad-dht}): {@code /ggen/PUBLISHER} for a
 * revocation, {@code /ggen/PUBLISHER/NAME} for a head, {@code /ggen/PUBLISHER/NAME/VERSION} for a release; '/' in a name is
 * {@code %2F}. Compared by that text.
 */
public final class ValueKey {
    /** The longest key, in characters. */
    public static final int LONGEST = 6 + 52 + 1 + PackageName.LONGEST + 2 + 1 + 256;

    private static final String NAMESPACE = "/ggen/";

    private final PublisherId publisher;
    private final @Nullable PackageName name;
    private final @Nullable Version version;
    private final String text;

    private ValueKey(PublisherId publisher, @Nullable PackageName name, @Nullable Version version) {
        this.publisher = publisher;
        this.name = name;
        this.version = version;
        String path = NAMESPACE + publisher;
        if (name != null) {
            path += "/" + name.value().replace("/", "%2F");
        }
        this.text = version == null ? path : path + "/" + version;
    }

    /** The key of a release. */
    public static ValueKey ofRelease(PublisherId publisher, PackageName name, Version version) {
        return new ValueKey(publisher, name, version);
    }

    /** The key of a head. */
    public static ValueKey ofHead(PublisherId publisher, PackageName name) {
        return new ValueKey(publisher, name, null);
    }

    /** The key of a revocation. */
    public static ValueKey ofRevocation(PublisherId publisher) {
        return new ValueKey(publisher, null, null);
    }

    /** Reads a key from its bytes, which are ASCII; empty if it is not one of the three. */
    public static Optional<ValueKey> parse(byte[] key) {
        return key.length > LONGEST ? Optional.empty() : parse(new String(key, StandardCharsets.ISO_8859_1));
    }

    /** Reads a key; empty unless {@code text} is exactly what {@link #text()} of one gives. */
    public static Optional<ValueKey> parse(String text) {
        if (text.length() > LONGEST || !text.startsWith(NAMESPACE)) {
            return Optional.empty();
        }
        int slash = text.indexOf('/', NAMESPACE.length());
        PublisherId publisher = publisher(text.substring(NAMESPACE.length(), slash < 0 ? text.length() : slash));
        if (publisher == null) {
            return Optional.empty();
        }
        if (slash < 0) {
            return Optional.of(ofRevocation(publisher));
        }
        int second = text.indexOf('/', slash + 1);
        String name =
                text.substring(slash + 1, second < 0 ? text.length() : second).replace("%2F", "/");
        if (!PackageName.isValid(name)) {
            return Optional.empty();
        }
        if (second < 0) {
            return Optional.of(ofHead(publisher, new PackageName(name)));
        }
        String version = text.substring(second + 1);
        return Version.isValid(version)
                ? Optional.of(ofRelease(publisher, new PackageName(name), Version.parse(version)))
                : Optional.empty();
    }

    private static @Nullable PublisherId publisher(String text) {
        if (text.length() != 52) {
            return null;
        }
        try {
            return PublicKey.ofId(new PublisherId(text)).id();
        } catch (ProblemException e) {
            return null;
        }
    }

    /** What kind of record belongs here. */
    public RecordKind kind() {
        return version != null ? RecordKind.RELEASE : name != null ? RecordKind.HEAD : RecordKind.REVOCATION;
    }

    /** Whose record it is. */
    public PublisherId publisher() {
        return publisher;
    }

    /** The package of a head or release. */
    public Optional<PackageName> name() {
        return Optional.ofNullable(name);
    }

    /** The version of a release. */
    public Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    /** The key as text. */
    public String text() {
        return text;
    }

    /** The key as bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ValueKey that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
