package io.ggen.sync;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.p2p.memory.kit.TestSigner;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.Dependencies;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.JsonValue;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.RevocationRecord;
import io.ggen.records.Signed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Somebody who publishes. */
final class Author {
    /** When all that is old was published. */
    static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z");

    final TestSigner key;

    Author(long number) {
        key = TestSigner.of(1_000_000 + number);
    }

    PublisherId id() {
        return key.publicKey().id();
    }

    Signed<ReleaseRecord> release(String name, String version, Instant published) {
        return release(name, version, published, "A package");
    }

    Signed<ReleaseRecord> release(String name, String version, Instant published, String description) {
        Digest some = Digest.sha256Of((name + version).getBytes(StandardCharsets.UTF_8));
        return Signed.seal(
                new ReleaseRecord(
                        new PackageName(name),
                        Version.parse(version),
                        id(),
                        published,
                        Release.Kind.FILES,
                        "Title",
                        description,
                        "text",
                        List.of(),
                        "",
                        "Apache-2.0",
                        new Dependencies.Listed(List.of()),
                        some,
                        new ArchiveFacts(some, 100, some, 200, 1),
                        JsonValue.Members.NONE),
                key,
                published);
    }

    Signed<HeadRecord> head(Signed<ReleaseRecord> release, Instant issued) {
        TreeMap<Version, RecordId> versions = new TreeMap<>();
        versions.put(release.payload().version(), release.id());
        return Signed.seal(
                new HeadDraft(release.payload().name(), id(), versions, new TreeSet<>(), "").next(-1, issued),
                key,
                issued);
    }

    Signed<RevocationRecord> end(Instant when) {
        return Signed.seal(new RevocationRecord(id(), when, null, null, JsonValue.Members.NONE), key, when);
    }
}
