package io.ggen.p2p.api;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import org.jspecify.annotations.Nullable;

/** The name of a protocol on the wire, such as {@code /ggen/kad/1.0.0} (libp2p connections/README.md, multistream-select). */
public record ProtocolId(String value) implements Comparable<ProtocolId> {
    /** The longest name, in characters. */
    public static final int LONGEST = 256;

    /** Throws {@link ProblemException} unless it is '/' and 1 to 255 printable ASCII characters without a space. */
    public ProtocolId {
        if (!isValid(value)) {
            throw Problem.usage("'" + Texts.shown(value)
                            + "' is not a protocol: it begins with '/' and has 2 to 256 printable characters.")
                    .asException();
        }
    }

    /** Whether {@code value} would be accepted. */
    public static boolean isValid(String value) {
        if (value.length() < 2 || value.length() > LONGEST || value.charAt(0) != '/') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtocolId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(ProtocolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
