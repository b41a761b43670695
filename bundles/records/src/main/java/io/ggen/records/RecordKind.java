package io.ggen.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The three kinds of signed records, with the domain and payload type of their envelopes (libp2p RFC 0002). */
public enum RecordKind {
    /** One version of a package. */
    RELEASE("release", "ggen-release", "/ggen/release", 8 * 1024),
    /** What a publisher says about all versions of a package. */
    HEAD("head", "ggen-head", "/ggen/head", 4 * 1024),
    /** The end of a publisher's key. */
    REVOCATION("revocation", "ggen-revoke", "/ggen/revoke", 1024);

    private static final RecordKind[] ALL = values();

    private final String word;
    private final String domain;
    private final String payloadType;
    private final int largestPayload;
    final byte[] domainBytes;
    final byte[] typeBytes;

    RecordKind(String word, String domain, String payloadType, int largestPayload) {
        this.word = word;
        this.domain = domain;
        this.payloadType = payloadType;
        this.largestPayload = largestPayload;
        this.domainBytes = domain.getBytes(StandardCharsets.US_ASCII);
        this.typeBytes = payloadType.getBytes(StandardCharsets.US_ASCII);
    }

    /** The kind as a word in a sentence: {@code release}, {@code head} or {@code revocation}. */
    public String word() {
        return word;
    }

    /** What separates signatures of this kind from all others; it is signed, but not part of the envelope. */
    public String domain() {
        return domain;
    }

    /** The payload type inside the envelope. */
    public String payloadType() {
        return payloadType;
    }

    /** The size of the largest payload, in bytes. */
    public int largestPayload() {
        return largestPayload;
    }

    /** The size of the largest envelope, in bytes. */
    public int largestEnvelope() {
        return largestPayload + Envelope.LARGEST_OVERHEAD;
    }

    /** The kind with this payload type. */
    static Optional<RecordKind> ofType(byte[] payloadType) {
        for (RecordKind kind : ALL) {
            if (Arrays.equals(kind.typeBytes, payloadType)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
