package io.ggen.records;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record as a file that people can read: one line of JSON, {@code {"type","key","signature","payload"}} in this order
 * without spaces, key (as libp2p's protobuf) and signature in base64 (RFC 4648), the payload verbatim, a line feed behind.
 * One envelope has one such text, and no other is read; only the end of the line may be missing or that of Windows.
 */
public final class RecordFile {
    /** The size of the largest file, in bytes. */
    public static final int LARGEST = RecordKind.RELEASE.largestPayload() + 256;

    private static final String TYPE = "{\"type\":\"";
    private static final String KEY = "\",\"key\":\"";
    private static final String SIGNATURE = "\",\"signature\":\"";
    private static final String PAYLOAD = "\",\"payload\":";

    private final byte[] text;
    private int at;

    private RecordFile(byte[] text) {
        this.text = text;
    }

    /** The file that holds {@code envelope}. */
    public static byte[] write(Envelope envelope) {
        Base64.Encoder base64 = Base64.getEncoder();
        ByteArrayOutputStream out = new ByteArrayOutputStream(LARGEST);
        out.writeBytes(ascii(TYPE));
        out.writeBytes(envelope.kind().typeBytes);
        out.writeBytes(ascii(KEY));
        out.writeBytes(base64.encode(envelope.key().toProtobuf()));
        out.writeBytes(ascii(SIGNATURE));
        out.writeBytes(base64.encode(envelope.signature()));
        out.writeBytes(ascii(PAYLOAD));
        out.writeBytes(envelope.rawPayload());
        out.writeBytes(ascii("}\n"));
        return out.toByteArray();
    }

    /**
     * The bytes of the envelope in a file, of any kind. Only the file's form is checked here, so that {@link Records} has the
     * last word on the envelope.
     */
    public static Opened<byte[]> read(byte[] file) {
        try {
            if (file.length > LARGEST) {
                throw new RefusedException(new Refusal.TooLarge("the file", LARGEST, file.length));
            }
            return new Opened.Accepted<>(new RecordFile(file).read());
        } catch (RefusedException e) {
            return new Opened.Refused<>(e.refusal());
        }
    }

    private byte[] read() {
        byte[] type = textBetween(TYPE, "'type'");
        if (!isKind(type)) {
            throw new RefusedException(new Refusal.OtherKind(
                    "that of a release, head or revocation", new String(type, StandardCharsets.UTF_8)));
        }
        byte[] key = base64(textBetween(KEY, "'key'"), "key");
        byte[] signature = base64(textBetween(SIGNATURE, "'signature'"), "signature");
        expect(PAYLOAD, "'payload'");
        int start = at;
        skipObject();
        byte[] payload = Arrays.copyOfRange(text, start, at);
        expect("}", "the end of the object");
        if (at != text.length && !endsWith("\n") && !endsWith("\r\n")) {
            throw refused("something follows its end at byte " + at);
        }
        return Envelope.encode(key, type, payload, signature);
    }

    private static boolean isKind(byte[] type) {
        for (RecordKind kind : RecordKind.values()) {
            if (Arrays.equals(kind.typeBytes, type)) {
                return true;
            }
        }
        return false;
    }

    private boolean endsWith(String end) {
        return text.length - at == end.length() && Arrays.equals(text, at, text.length, ascii(end), 0, end.length());
    }

    /** What stands between {@code before} and the next quotation mark. */
    private byte[] textBetween(String before, String what) {
        expect(before, what);
        int start = at;
        while (at < text.length && text[at] != '"') {
            if (text[at] == '\\' || text[at] < ' ') {
                throw refused("byte " + at + " of its " + what + " is not plain text");
            }
            at++;
        }
        return Arrays.copyOfRange(text, start, at);
    }

    private void expect(String expected, String what) {
        int end = at + expected.length();
        if (end > text.length || !Arrays.equals(text, at, end, ascii(expected), 0, expected.length())) {
            throw refused("at byte " + at + " " + expected + " was expected for " + what);
        }
        at = end;
    }

    private static byte[] base64(byte[] text, String what) {
        byte @Nullable [] bytes = null;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            bytes = null;
        }
        if (bytes == null || !Arrays.equals(Base64.getEncoder().encode(bytes), text)) {
            throw refused("its '" + what + "' is not base64 in its one spelling");
        }
        return bytes;
    }

    /** Goes behind the end of the object that begins here; what is in it is for others to judge. */
    private void skipObject() {
        int depth = 0;
        boolean quoted = false;
        if (at >= text.length || text[at] != '{') {
            throw refused("its 'payload' is not an object");
        }
        for (; at < text.length; at++) {
            byte c = text[at];
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                at++;
                return;
            }
        }
        at = text.length;
        throw refused("it ends in the middle of its 'payload'");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static RefusedException refused(String why) {
        return new RefusedException(new Refusal.NotAnEnvelope(why));
    }
}
