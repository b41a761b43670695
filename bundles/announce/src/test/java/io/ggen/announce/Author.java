package io.ggen.announce;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.identity.Signer;
import io.ggen.identity.HomeIdentity;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.Dependencies;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.JsonValue;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Somebody who signs. */
final class Author {
    final Signer signer;
    final PublisherId id;

    Author(Path home) {
        signer = new HomeIdentity(new Home(home)).publisher();
        id = signer.publicKey().id();
    }

    static Digest digest(String of) {
        return Digest.sha256Of(of.getBytes(StandardCharsets.UTF_8));
    }

    Signed<ReleaseRecord> release(String name, String version, Instant now) {
        ReleaseRecord record = new ReleaseRecord(
                new PackageName(name),
                Version.parse(version),
                id,
                now,
                Release.Kind.FILES,
                name,
                "",
                "",
                List.of(),
                "",
                "",
                new Dependencies.Listed(List.<Dependency>of()),
                digest("manifest"),
                new ArchiveFacts(digest(name + version), 1, digest("root"), 1, 1),
                JsonValue.Members.NONE);
        return Signed.seal(record, signer, now);
    }

    Signed<HeadRecord> head(List<Signed<ReleaseRecord>> releases, long seen, Instant now) {
        return Signed.seal(HeadDraft.of(releases, List.of(), "").next(seen, now), signer, now);
    }
}
