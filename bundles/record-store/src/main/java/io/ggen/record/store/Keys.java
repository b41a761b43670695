package io.ggen.record.store;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.identity.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The keys of the tables: the 32 bytes of a publisher's key, names and versions in ASCII, a zero byte between texts. */
final class Keys {
    static final int PUBLISHER = PublicKey.LENGTH;

    private Keys() {}

    /** The bytes of a publisher; empty if there can be no record of it. */
    static Optional<byte[]> publisher(PublisherId publisher) {
        if (publisher.isLocal()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicKey.ofId(publisher).raw());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    static PublisherId publisherOf(byte[] key, int at) {
        try {
            return PublicKey.of(Arrays.copyOfRange(key, at, at + PUBLISHER)).id();
        } catch (ProblemException e) {
            throw Tables.damage("a publisher is none");
        }
    }

    static byte[] with(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        return whole;
    }

    static byte[] with(byte[] first, long number) {
        return ByteBuffer.allocate(first.length + Long.BYTES)
                .put(first)
                .putLong(number)
                .array();
    }

    /** A package: publisher, name. */
    static byte[] ofPackage(byte[] publisher, PackageName name) {
        return with(publisher, ascii(name.value()));
    }

    /** What the keys of all releases of a package begin with. */
    static byte[] beforeVersions(byte[] publisher, PackageName name) {
        byte[] key = ofPackage(publisher, name);
        return Arrays.copyOf(key, key.length + 1);
    }

    /** A release: publisher, name, version without its build. */
    static byte[] ofRelease(byte[] publisher, PackageName name, Version version) {
        String text = version.toString();
        int plus = text.indexOf('+');
        return with(beforeVersions(publisher, name), ascii(plus < 0 ? text : text.substring(0, plus)));
    }

    /** What the keys of all publishers of a name begin with. */
    static byte[] ofName(PackageName name) {
        byte[] text = ascii(name.value());
        return Arrays.copyOf(text, text.length + 1);
    }

    static PackageName nameOf(byte[] key, int start, int end) {
        try {
            return new PackageName(new String(key, start, end - start, StandardCharsets.US_ASCII));
        } catch (ProblemException e) {
            throw Tables.damage("a name is none");
        }
    }

    static boolean startsWith(byte[] key, byte[] beginning) {
        return key.length >= beginning.length
                && Arrays.equals(key, 0, beginning.length, beginning, 0, beginning.length);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] of(long... numbers) {
        ByteBuffer out = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            out.putLong(number);
        }
        return out.array();
    }

    static long[] numbers(byte[] value) {
        long[] numbers = new long[value.length / Long.BYTES];
        ByteBuffer.wrap(value).asLongBuffer().get(numbers);
        return numbers;
    }
}
