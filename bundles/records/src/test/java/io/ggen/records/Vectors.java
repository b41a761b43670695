package io.ggen.records;

import static io.ggen.records.Forge.concat;
import static io.ggen.records.Forge.envelope;
import static io.ggen.records.Forge.field;
import static io.ggen.records.Forge.utf8;
import static io.ggen.records.RecordKind.HEAD;
import static io.ggen.records.RecordKind.RELEASE;
import static io.ggen.records.RecordKind.REVOCATION;
import static io.ggen.records.Samples.NOW;
import static io.ggen.records.Samples.text;
import static io.ggen.records.Samples.with;
import static io.ggen.records.Samples.without;
import static io.ggen.records.SeedSigner.ALICE;
import static io.ggen.records.SeedSigner.BOB;

import io.ggen.api.Digest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every record, forgery and fork of the vectors, made from two seeds at one moment. */
final class Vectors {
    /** What a plain libp2p reader of envelopes makes of a forgery; null where readers differ. */
    record Bad(
            String name,
            RecordKind kind,
            byte[] envelope,
            @Nullable Boolean libp2pAccepts) {}

    record Good(String name, RecordKind kind, byte[] envelope) {}

    record Pair(String name, RecordKind kind, byte[] one, byte[] other) {}

    static final String RELEASE_TEXT = text(Samples.release("1.2.0-rc.1+build.5"));
    static final String HEAD_TEXT = text(Samples.head(25, "1.3.0", "1.24.0"));
    static final String REVOCATION_TEXT = text(Samples.revocation());
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    final List<Good> good = new ArrayList<>();
    final List<Bad> bad = new ArrayList<>();
    final List<Pair> forks = new ArrayList<>();

    Vectors() {
        accepted();
        envelopes();
        nonCanonicalEnvelopes();
        sizes();
        PayloadForgeries.addTo(bad);
        contradictions();
    }

    private void accepted() {
        good("release", RELEASE, RELEASE_TEXT);
        good(
                "release of another publisher",
                RELEASE,
                RELEASE_TEXT.replace(ALICE.id().value(), BOB.id().value()),
                BOB);
        good("release with nothing said", RELEASE, nothingSaid());
        good("release with many dependencies kept elsewhere", RELEASE, text(manyDependencies()));
        good(
                "release with a package named sha256 as dependency",
                RELEASE,
                with(RELEASE_TEXT, "dependencies", "{\"sha256\":{\"range\":\"*\"}}"));
        good(
                "release with unknown members",
                RELEASE,
                plus(RELEASE_TEXT.replace("\"archive\":{", "\"archive\":{\"blake3\":[true,null],"), "\"x\":{\"y\":0}"));
        good(
                "release from five minutes ahead",
                RELEASE,
                with(RELEASE_TEXT, "published", "" + (NOW.toEpochMilli() + 300_000)));
        good(
                "release with a description of 512 characters",
                RELEASE,
                with(RELEASE_TEXT, "description", "\"" + "😀".repeat(512) + "\""));
        good("release of exactly 8192 bytes", RELEASE, padded(RELEASE_TEXT, 8192));
        good("head", HEAD, HEAD_TEXT);
        good("head of exactly 4096 bytes", HEAD, padded(HEAD_TEXT, 4096));
        good("head without a latest version", HEAD, text(Samples.head(1, "1.0.0")));
        good("head that deprecates", HEAD, with(HEAD_TEXT, "deprecated", "\"use acme/parser2\""));
        good("head that is expired", HEAD, with(with(HEAD_TEXT, "issued", "0"), "expires", "2592000000"));
        good("revocation", REVOCATION, REVOCATION_TEXT);
        good("revocation with nothing said", REVOCATION, without(without(REVOCATION_TEXT, "successor"), "reason"));
        good("revocation from the future", REVOCATION, with(REVOCATION_TEXT, "revoked", "9007199254740991"));
    }

    private static String nothingSaid() {
        String said = RELEASE_TEXT;
        for (String member : List.of("title", "description", "category", "author", "license")) {
            said = with(said, member, "\"\"");
        }
        return with(with(said, "tags", "[]"), "dependencies", "{}");
    }

    private static ReleaseRecord manyDependencies() {
        byte[] content = new Dependencies.Listed(Samples.many(200)).content();
        return Samples.release("2.0.0", "", NOW, new Dependencies.Elsewhere(Digest.sha256Of(content)));
    }

    private static String padded(String text, int size) {
        String padded = plus(text, "\"zzz\":\"\"");
        return with(padded, "zzz", "\"" + "z".repeat(size - utf8(padded).length) + "\"");
    }

    /** {@code text} with one more member at its end. */
    static String plus(String text, String member) {
        return text.substring(0, text.length() - 1) + "," + member + "}";
    }

    private void envelopes() {
        byte[] payload = utf8(RELEASE_TEXT);
        byte[] key = ALICE.publicKey().toProtobuf();
        byte[] type = utf8(RELEASE.payloadType());
        byte[] signature = ALICE.sign(Envelope.signedText(RELEASE, payload));
        byte[] changed = utf8(RELEASE_TEXT.replace("A parser", "a parser"));
        bad("changed payload", RELEASE, Envelope.encode(key, type, changed, signature), false);
        byte[] bobs = utf8(RELEASE_TEXT.replace(ALICE.id().value(), BOB.id().value()));
        bad("other key", RELEASE, Envelope.encode(BOB.publicKey().toProtobuf(), type, bobs, signature), false);
        bad(
                "other key for the same payload",
                RELEASE,
                Envelope.encode(BOB.publicKey().toProtobuf(), type, payload, signature),
                false);
        bad("signed by another than it names", RELEASE, envelope(RELEASE, RELEASE_TEXT, BOB), true);
        bad("wrong domain", RELEASE, envelope(HEAD.domain(), RELEASE.payloadType(), payload, ALICE), false);
        bad("release in a head's envelope", HEAD, envelope(HEAD, RELEASE_TEXT, ALICE), true);
        bad(
                "payload type changed",
                HEAD,
                Envelope.encode(
                        key,
                        utf8(HEAD.payloadType()),
                        utf8(HEAD_TEXT),
                        ALICE.sign(Forge.signedText(HEAD.domain(), RELEASE.payloadType(), utf8(HEAD_TEXT)))),
                false);
        bad("unknown payload type", RELEASE, envelope(RELEASE.domain(), "/ggen/rumour", payload, ALICE), true);
        bad("peer record's payload type", RELEASE, Envelope.encode(key, new byte[] {3, 1}, payload, signature), false);
        byte[] flipped = signature.clone();
        flipped[63] ^= 0x10;
        bad("changed signature", RELEASE, Envelope.encode(key, type, payload, flipped), false);
        bad(
                "signature plus the group's order",
                RELEASE,
                Envelope.encode(key, type, payload, plusOrder(signature)),
                false);
        bad("empty signature", RELEASE, Envelope.encode(key, type, payload, new byte[0]), false);
        bad("signature of zeros", RELEASE, Envelope.encode(key, type, payload, new byte[64]), false);
        byte[] small = new byte[36];
        System.arraycopy(key, 0, small, 0, 4);
        small[4] = 1;
        byte[] everybodys = new byte[64];
        everybodys[0] = 1;
        bad("key that everybody can sign for", RELEASE, Envelope.encode(small, type, payload, everybodys), null);
        byte[] secp = HexFormat.of()
                .parseHex("08021221" + "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
        bad("key of another type", RELEASE, Envelope.encode(secp, type, payload, signature), false);
        bad("nothing", RELEASE, new byte[0], false);
        bad("no signature", RELEASE, concat(field(1, key), field(2, type), field(3, payload)), false);
        byte[] whole = Envelope.encode(key, type, payload, signature);
        bad("cut off", RELEASE, java.util.Arrays.copyOf(whole, whole.length - 1), false);
        bad("no protobuf", RELEASE, utf8("{\"v\":1}"), false);
    }

    private static byte[] plusOrder(byte[] signature) {
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = signature[63 - i];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        byte[] malleated = signature.clone();
        for (int i = 0; i < 32; i++) {
            malleated[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        return malleated;
    }

    private void nonCanonicalEnvelopes() {
        byte[] payload = utf8(RELEASE_TEXT);
        byte[] key = field(1, ALICE.publicKey().toProtobuf());
        byte[] type = field(2, utf8(RELEASE.payloadType()));
        byte[] content = field(3, payload);
        byte[] signature = field(5, ALICE.sign(Envelope.signedText(RELEASE, payload)));
        bad("envelope's fields in another order", RELEASE, concat(type, key, content, signature), true);
        bad("envelope with a field twice", RELEASE, concat(key, type, type, content, signature), true);
        bad(
                "envelope with an unknown field",
                RELEASE,
                concat(key, type, content, field(4, new byte[0]), signature),
                true);
        bad(
                "envelope with an unknown field behind it",
                RELEASE,
                concat(key, type, content, signature, new byte[] {0x30, 0}),
                true);
        byte[] longer = concat(new byte[] {0x12, (byte) 0x8d, 0}, utf8(RELEASE.payloadType()));
        bad("envelope with a length in too many bytes", RELEASE, concat(key, longer, content, signature), true);
        byte[] overlong = concat(
                new byte[] {0x08, (byte) 0x81, 0x00, 0x12, 0x20},
                ALICE.publicKey().raw());
        bad("key in another encoding", RELEASE, concat(field(1, overlong), type, content, signature), true);
    }

    private void sizes() {
        bad("release over size", RELEASE, envelope(RELEASE, padded(RELEASE_TEXT, 8193), ALICE), true);
        bad("release far over size", RELEASE, envelope(RELEASE, padded(RELEASE_TEXT, 20_000), ALICE), true);
        bad("head over size", HEAD, envelope(HEAD, padded(HEAD_TEXT, 4097), ALICE), true);
        bad("revocation over size", REVOCATION, envelope(REVOCATION, padded(REVOCATION_TEXT, 1025), ALICE), true);
    }

    private void contradictions() {
        byte[] release = envelope(RELEASE, RELEASE_TEXT, ALICE);
        forks.add(new Pair(
                "two payloads for one version",
                RELEASE,
                release,
                envelope(RELEASE, RELEASE_TEXT.replace("A parser", "a parser"), ALICE)));
        forks.add(new Pair(
                "two builds of one version",
                RELEASE,
                release,
                envelope(RELEASE, RELEASE_TEXT.replace("+build.5", "+build.6"), ALICE)));
        forks.add(new Pair(
                "two heads of one seq",
                HEAD,
                envelope(HEAD, HEAD_TEXT, ALICE),
                envelope(HEAD, with(HEAD_TEXT, "yanked", "[]"), ALICE)));
    }

    private void good(String name, RecordKind kind, String payload) {
        good(name, kind, payload, ALICE);
    }

    private void good(String name, RecordKind kind, String payload, SeedSigner signer) {
        good.add(new Good(name, kind, envelope(kind, payload, signer)));
    }

    private void bad(String name, RecordKind kind, byte[] envelope, @Nullable Boolean libp2pAccepts) {
        bad.add(new Bad(name, kind, envelope, libp2pAccepts));
    }
}
