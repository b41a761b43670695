package io.ggen.api;

import java.util.regex.Pattern;

/**
 * Says who signs a package: the text of a publisher's key, or {@link #LOCAL} for packages without a signed record.
 * Opaque here; what stands behind the text is the business of the bundles that make and check signatures.
 */
public record PublisherId(String value) implements Comparable<PublisherId> {
    /** The publisher of releases that nobody signed. */
    public static final PublisherId LOCAL = new PublisherId("local");

    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9]{1,128}");

    /** Throws {@link ProblemException} unless {@code value} is 1 to 128 letters and digits. */
    public PublisherId {
        if (!TEXT.matcher(value).matches()) {
            throw Problem.usage("'" + Texts.shown(value) + "' is not a publisher: it is 1 to 128 letters and digits.")
                    .asException();
        }
    }

    /** Whether this is {@link #LOCAL}. */
    public boolean isLocal() {
        return equals(LOCAL);
    }

    @Override
    public int compareTo(PublisherId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
