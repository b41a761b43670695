package io.ggen.records;

import static io.ggen.records.Forge.concat;
import static io.ggen.records.Forge.envelope;
import static io.ggen.records.Forge.utf8;
import static io.ggen.records.RecordKind.HEAD;
import static io.ggen.records.RecordKind.RELEASE;
import static io.ggen.records.RecordKind.REVOCATION;
import static io.ggen.records.Samples.NOW;
import static io.ggen.records.Samples.with;
import static io.ggen.records.Samples.without;
import static io.ggen.records.SeedSigner.ALICE;
import static io.ggen.records.SeedSigner.BOB;
import static io.ggen.records.Vectors.HEAD_TEXT;
import static io.ggen.records.Vectors.RELEASE_TEXT;
import static io.ggen.records.Vectors.REVOCATION_TEXT;
import static io.ggen.records.Vectors.plus;

import java.util.List;

/** Forgeries whose envelope is as it must be: what is wrong is the payload. */
final class PayloadForgeries {
    private final List<Vectors.Bad> bad;

    private PayloadForgeries(List<Vectors.Bad> bad) {
        this.bad = bad;
    }

    static void addTo(List<Vectors.Bad> bad) {
        PayloadForgeries forgeries = new PayloadForgeries(bad);
        forgeries.nonCanonicalJson();
        forgeries.releases();
        forgeries.heads();
        forgeries.revocations();
    }

    private void nonCanonicalJson() {
        rule("space in JSON", RELEASE, RELEASE_TEXT.replace("\"v\":1", "\"v\": 1"));
        rule("line end behind JSON", RELEASE, RELEASE_TEXT + "\n");
        rule(
                "members in another order",
                RELEASE,
                "{\"v\":1," + without(RELEASE_TEXT, "v").substring(1));
        rule("member twice", RELEASE, "{\"v\":1," + RELEASE_TEXT.substring(1));
        rule("member twice with another value", RELEASE, with(RELEASE_TEXT, "kind", "\"files\",\"kind\":\"bundle\""));
        rule("letter escaped", RELEASE, with(RELEASE_TEXT, "title", "\"\\u0050arser\""));
        rule("control character in upper-case hex", RELEASE, with(RELEASE_TEXT, "title", "\"\\u001F\""));
        rule("line end escaped as number", RELEASE, with(RELEASE_TEXT, "title", "\"\\u000a\""));
        rule("slash escaped", RELEASE, with(RELEASE_TEXT, "title", "\"a\\/b\""));
        rule("unpaired surrogate", RELEASE, with(RELEASE_TEXT, "title", "\"\\ud83d\""));
        rule("surrogates in the wrong order", RELEASE, with(RELEASE_TEXT, "title", "\"\\ude00\\ud83d\""));
        rule("fraction", RELEASE, with(RELEASE_TEXT, "v", "1.0"));
        rule("exponent", RELEASE, with(RELEASE_TEXT, "v", "1e0"));
        rule("negative number", RELEASE, with(RELEASE_TEXT, "published", "-1"));
        rule("minus zero", RELEASE, with(RELEASE_TEXT, "published", "-0"));
        rule("number of 2^53", RELEASE, with(RELEASE_TEXT, "published", "9007199254740992"));
        rule("number of a thousand digits", RELEASE, with(RELEASE_TEXT, "published", "9".repeat(1000)));
        rule("nested over 8 levels", RELEASE, plus(RELEASE_TEXT, "\"x\":" + "[".repeat(8) + "]".repeat(8)));
        rule("list instead of object", RELEASE, "[" + RELEASE_TEXT + "]");
        rule("two objects", RELEASE, RELEASE_TEXT + "{}");
        rule("object without its end", RELEASE, RELEASE_TEXT.substring(0, RELEASE_TEXT.length() - 1));
        rule("no JSON", RELEASE, "hello");
        rule("empty payload", RELEASE, " ");
        byte[] payload = utf8(RELEASE_TEXT);
        bad(
                "byte order mark",
                RELEASE,
                envelope(RELEASE, concat(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, payload), ALICE),
                true);
        int at = RELEASE_TEXT.indexOf("Parser\"");
        byte[] latin = payload.clone();
        latin[utf8(RELEASE_TEXT.substring(0, at)).length] = (byte) 0xe9;
        bad("not UTF-8", RELEASE, envelope(RELEASE, latin, ALICE), true);
        byte[] overlong = payload.clone();
        overlong[utf8(RELEASE_TEXT.substring(0, at)).length] = (byte) 0xc1;
        overlong[utf8(RELEASE_TEXT.substring(0, at)).length + 1] = (byte) 0x81;
        bad("overlong UTF-8", RELEASE, envelope(RELEASE, overlong, ALICE), true);
    }

    private void releases() {
        rule("no v", RELEASE, without(RELEASE_TEXT, "v"));
        rule("v as text", RELEASE, with(RELEASE_TEXT, "v", "\"1\""));
        rule("v 2", RELEASE, with(RELEASE_TEXT, "v", "2"));
        rule("v 2 of another shape", RELEASE, "{\"v\":2}");
        byte[] future = utf8("{\"v\":2}");
        bad(
                "v 2 with a bad signature",
                RELEASE,
                Envelope.encode(ALICE.publicKey().toProtobuf(), utf8(RELEASE.payloadType()), future, new byte[64]),
                false);
        rule("release from the future", RELEASE, with(RELEASE_TEXT, "published", "" + (NOW.toEpochMilli() + 300_001)));
        rule("publisher that is no key", RELEASE, with(RELEASE_TEXT, "publisher", "\"local\""));
        rule(
                "publisher in another spelling",
                RELEASE,
                with(RELEASE_TEXT, "publisher", "\"1" + ALICE.id().value() + "\""));
        for (String member : List.of(
                "name",
                "version",
                "publisher",
                "published",
                "kind",
                "title",
                "description",
                "category",
                "tags",
                "author",
                "license",
                "dependencies",
                "manifest",
                "archive")) {
            rule("release without " + member, RELEASE, without(RELEASE_TEXT, member));
        }
        rule("name in capitals", RELEASE, with(RELEASE_TEXT, "name", "\"Parser\""));
        rule("name with letters beyond ASCII", RELEASE, with(RELEASE_TEXT, "name", "\"pаrser\""));
        rule("name that climbs", RELEASE, with(RELEASE_TEXT, "name", "\"../parser\""));
        rule("version with two numbers", RELEASE, with(RELEASE_TEXT, "version", "\"1.2\""));
        rule("unknown kind", RELEASE, with(RELEASE_TEXT, "kind", "\"script\""));
        rule(
                "description of 513 characters",
                RELEASE,
                with(RELEASE_TEXT, "description", "\"" + "é".repeat(513) + "\""));
        rule("tags as text", RELEASE, with(RELEASE_TEXT, "tags", "\"parsing\""));
        rule("tag that is a number", RELEASE, with(RELEASE_TEXT, "tags", "[1]"));
        rule("title null", RELEASE, with(RELEASE_TEXT, "title", "null"));
        rule("digest in capitals", RELEASE, with(RELEASE_TEXT, "manifest", "\"" + "A".repeat(64) + "\""));
        rule("digest too short", RELEASE, with(RELEASE_TEXT, "manifest", "\"" + "a".repeat(62) + "\""));
        rule("archive over 4 GiB", RELEASE, with(RELEASE_TEXT, "expanded", "4294967297"));
        rule("archive over a million entries", RELEASE, with(RELEASE_TEXT, "entries", "1000001"));
        rule("dependency without a range", RELEASE, with(RELEASE_TEXT, "dependencies", "{\"a\":{}}"));
        rule("dependency as text", RELEASE, with(RELEASE_TEXT, "dependencies", "{\"a\":\"^1.0.0\"}"));
        rule(
                "dependency with a wrong range",
                RELEASE,
                with(RELEASE_TEXT, "dependencies", "{\"a\":{\"range\":\"newest\"}}"));
        rule(
                "dependency with spaces around its range",
                RELEASE,
                with(RELEASE_TEXT, "dependencies", "{\"a\":{\"range\":\" ^1.0.0\"}}"));
        rule(
                "dependency of a local publisher",
                RELEASE,
                with(RELEASE_TEXT, "dependencies", "{\"a\":{\"publisher\":\"local\",\"range\":\"^1.0.0\"}}"));
        rule(
                "dependency with a wrong name",
                RELEASE,
                with(RELEASE_TEXT, "dependencies", "{\"A\":{\"range\":\"^1.0.0\"}}"));
    }

    private void heads() {
        long now = NOW.toEpochMilli();
        rule("seq below issued", HEAD, with(HEAD_TEXT, "seq", "" + (now - 1)));
        rule("seq far ahead", HEAD, with(HEAD_TEXT, "seq", "9007199254740991"));
        rule("seq from the future", HEAD, with(HEAD_TEXT, "seq", "" + (now + 300_001)));
        rule(
                "issued in the future",
                HEAD,
                with(
                        with(with(HEAD_TEXT, "seq", "" + (now + 300_001)), "issued", "" + (now + 300_001)),
                        "expires",
                        "" + (now + 400_000)));
        rule("fresh for over 30 days", HEAD, with(HEAD_TEXT, "expires", "" + (now + 30L * 86_400_000 + 1)));
        rule("expired before issued", HEAD, with(HEAD_TEXT, "expires", "" + (now - 1)));
        for (String member :
                List.of("name", "seq", "issued", "expires", "latest", "yanked", "deprecated", "versions", "list")) {
            rule("head without " + member, HEAD, without(HEAD_TEXT, member));
        }
        rule("seq as text", HEAD, with(HEAD_TEXT, "seq", "\"" + now + "\""));
        rule("latest that is yanked", HEAD, with(HEAD_TEXT, "latest", "\"1.24.0\""));
        rule("yanked out of order", HEAD, with(HEAD_TEXT, "yanked", "[\"1.24.0\",\"1.3.0\"]"));
        rule("yanked twice", HEAD, with(HEAD_TEXT, "yanked", "[\"1.3.0\",\"1.3.0+again\"]"));
        String id = "\"" + "ab".repeat(32) + "\"";
        StringBuilder versions = new StringBuilder();
        for (char letter = 'a'; letter <= 'u'; letter++) {
            versions.append(versions.length() == 0 ? '{' : ',').append("\"1.0.0-" + letter + "\":" + id);
        }
        rule("head with 21 versions", HEAD, with(HEAD_TEXT, "versions", versions + "}"));
        rule(
                "two builds of one version",
                HEAD,
                with(HEAD_TEXT, "versions", "{\"1.0.0+a\":" + id + ",\"1.0.0+b\":" + id + "}"));
        rule("list with fewer versions than named", HEAD, with(HEAD_TEXT, "count", "19"));
    }

    private void revocations() {
        rule("revocation without a publisher", REVOCATION, without(REVOCATION_TEXT, "publisher"));
        rule("revocation without a time", REVOCATION, without(REVOCATION_TEXT, "revoked"));
        rule("its own successor", REVOCATION, with(REVOCATION_TEXT, "successor", "\"" + ALICE.id() + "\""));
        rule("successor that is no key", REVOCATION, with(REVOCATION_TEXT, "successor", "\"bob\""));
        rule("empty reason", REVOCATION, with(REVOCATION_TEXT, "reason", "\"\""));
        bad("revocation of another's key", REVOCATION, envelope(REVOCATION, REVOCATION_TEXT, BOB), true);
    }

    /** A payload against the rules in an envelope that is as it must be. */
    private void rule(String name, RecordKind kind, String payload) {
        bad(name, kind, envelope(kind, payload, ALICE), true);
    }

    private void bad(String name, RecordKind kind, byte[] envelope, boolean libp2pAccepts) {
        bad.add(new Vectors.Bad(name, kind, envelope, libp2pAccepts));
    }
}
