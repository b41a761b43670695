package io.ggen.api;

/**
 * Says who signs a package: the text of a publisher's key, or {@link #LOCAL} for packages without a signed record.
 * Opaque here; what stands behind the text is the business of the bundles that make and check signatures.
 */
public record PublisherId(String value) implements Comparable<PublisherId> {
    /** The publisher of releases that nobody signed. */
    public static final PublisherId LOCAL = new PublisherId("local");

    /** Throws {@link ProblemException} unless {@code value} is 1 to 128 letters and digits. */
    public PublisherId {
        if (value.isEmpty() || value.length() > 128 || !isLettersAndDigits(value)) {
            throw Problem.usage("'" + Texts.shown(value) + "' is not a publisher: it is 1 to 128 letters and digits.")
                    .asException();
        }
    }

    private static boolean isLettersAndDigits(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is {@link #LOCAL}. */
    public boolean isLocal() {
        return value.equals(LOCAL.value);
    }

    // equals and hashCode as a record has them, written out: those that the JDK makes cost 28 ms on first use
    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof PublisherId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
