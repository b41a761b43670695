package io.ggen.records;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records as a publisher would make them, at one moment. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private Samples() {}

    static Digest digest(String of) {
        return Digest.sha256Of(of.getBytes(StandardCharsets.UTF_8));
    }

    static ArchiveFacts archive() {
        return new ArchiveFacts(digest("archive"), 12_345, digest("root"), 67_890, 12);
    }

    static Dependency needs(String name, String range, PublisherId publisher) {
        return new Dependency(new PackageName(name), publisher, Range.parse(range));
    }

    static ReleaseRecord release(String version) {
        return release(version, "A parser for letters: é, 漢, 😀 and \"quotes\"\n", Samples.NOW);
    }

    static ReleaseRecord release(String version, String description, Instant published) {
        return release(
                version,
                description,
                published,
                new Dependencies.Listed(List.of(
                        needs("lexer", ">=1.0.0 <2.0.0", SeedSigner.BOB.id()),
                        new Dependency(new PackageName("acme/text-tables"), Range.parse("^0.3.1")))));
    }

    static ReleaseRecord release(String version, String description, Instant published, Dependencies dependencies) {
        return release(version, description, published, SeedSigner.ALICE.id(), dependencies);
    }

    static ReleaseRecord release(
            String version, String description, Instant published, PublisherId publisher, Dependencies dependencies) {
        return new ReleaseRecord(
                new PackageName("acme/parser"),
                Version.parse(version),
                publisher,
                published,
                Release.Kind.FILES,
                "Parser",
                description,
                "text",
                List.of("parsing", "letters"),
                "Alice <alice@example.org>",
                "Apache-2.0",
                dependencies,
                digest("manifest"),
                archive(),
                JsonValue.Members.NONE);
    }

    static HeadDraft draft(int versions, String... yanked) {
        TreeMap<Version, RecordId> ids = new TreeMap<>();
        for (int i = 0; i < versions; i++) {
            ids.put(Version.of(1, i, 0), RecordId.of(digest("record " + i)));
        }
        TreeSet<Version> gone = new TreeSet<>();
        for (String one : yanked) {
            gone.add(Version.parse(one));
        }
        return new HeadDraft(new PackageName("acme/parser"), SeedSigner.ALICE.id(), ids, gone, "");
    }

    static HeadRecord head(int versions, String... yanked) {
        return draft(versions, yanked).next(-1, NOW);
    }

    static RevocationRecord revocation() {
        return new RevocationRecord(
                SeedSigner.ALICE.id(), NOW, SeedSigner.BOB.id(), "The laptop is gone", JsonValue.Members.NONE);
    }

    /** The canonical text of a payload. */
    static String text(Payload payload) {
        return new String(CanonicalJson.write(payload.toJson()), StandardCharsets.UTF_8);
    }

    /** {@code sample} with {@code member}'s value, spelled in JSON, replaced. */
    static String with(String sample, String member, String newValue) {
        String before = "\"" + member + "\":";
        int start = placeOf(sample, before) + before.length();
        int end = endOfValue(sample, start);
        return sample.substring(0, start) + newValue + sample.substring(end);
    }

    /** {@code sample} without a member. */
    static String without(String sample, String member) {
        String before = "\"" + member + "\":";
        int start = placeOf(sample, before);
        int end = endOfValue(sample, start + before.length());
        return sample.charAt(end) == ','
                ? sample.substring(0, start) + sample.substring(end + 1)
                : sample.substring(0, start - 1) + sample.substring(end);
    }

    /** Where a member stands: a member of the whole before one of its parts. */
    private static int placeOf(String sample, String before) {
        int depth = 0;
        for (int i = 0; i < sample.length(); i++) {
            char c = sample.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (depth == 1 && sample.startsWith(before, i)) {
                return i;
            }
        }
        int part = sample.indexOf(before);
        if (part < 0) {
            throw new IllegalArgumentException(before + " is not in " + sample);
        }
        return part;
    }

    private static int endOfValue(String sample, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < sample.length(); i++) {
            char c = sample.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (depth == 0 && (c == ',' || c == '}')) {
                return i;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        throw new IllegalArgumentException("No end in " + sample);
    }

    static List<Dependency> many(int count) {
        List<Dependency> many = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            many.add(needs("dependency-number-" + i, "^" + i + ".0.0", SeedSigner.BOB.id()));
        }
        return many;
    }
}
