package io.ggen.publishing;

import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing.Published;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Publishes for the network alone: the bytes are kept by their digests, the records in the catalogue, and the rest is the
 * outbox's. In this order, so that a crash leaves nothing that others could hear of and not get.
 */
final class NetworkPublisher {
    private final FolderPublisher folders;
    private final PublishedContent content;
    private final Outbox outbox;
    private final Clock clock;

    NetworkPublisher(FolderPublisher folders, PublishedContent content, Outbox outbox, Clock clock) {
        this.folders = folders;
        this.content = content;
        this.outbox = outbox;
        this.clock = clock;
    }

    Published publish(FolderPublisher.Work work, FolderPublisher.Signing signing, RecordStore store, Scratch scratch) {
        Manifest manifest = work.manifest();
        PublisherId own = signing.pen().signer().publicKey().id();
        Optional<Signed<ReleaseRecord>> before = store.release(own, manifest.name(), manifest.version());
        Path archive = scratch.file("network.tar.gz");
        FolderPublisher.Made made = folders.make(work, signing, before.orElse(null), archive);
        Signed<ReleaseRecord> signed = made.signed();
        if (before.isPresent() && !before.get().id().equals(signed.id())) {
            throw Problem.of(
                            manifest.name() + " " + manifest.version()
                                    + " was signed before with another content, and versions do not change; nothing was"
                                    + " published.",
                            "ggen p2p publish DIR --version " + behind(manifest.version()))
                    .asException();
        }
        try {
            content.take(archive, made.packed().digest());
            content.keep(manifest.json().getBytes(StandardCharsets.UTF_8));
            store.take(signed.toBytes(), Origin.HERE);
            keepHeadUp(store, signing.pen(), signed);
        } catch (IOException e) {
            throw Reasons.failed(
                    "The archive of " + manifest.name() + " could not be kept", e, "nothing was published");
        }
        outbox.add(new Outbox.Entry(own, manifest.name(), manifest.version()));
        return new Published(
                signed.payload().toRelease(),
                made.packed(),
                signing.pen().signature(signed.id().hex()),
                before.isPresent());
    }

    private static String behind(Version version) {
        return version.patch() < Version.LARGEST
                ? Version.of(version.major(), version.minor(), version.patch() + 1)
                        .toString()
                : "V";
    }

    private void keepHeadUp(RecordStore store, Pen pen, Signed<ReleaseRecord> newest) throws IOException {
        Instant now = clock.instant();
        ReleaseRecord release = newest.payload();
        Optional<Signed<HeadRecord>> before = store.head(release.publisher(), release.name());
        List<Signed<ReleaseRecord>> all = new ArrayList<>(store.releases(release.publisher(), release.name()));
        List<Version> yanked = before.map(head -> head.payload().yanked()).orElse(List.of());
        String deprecated = before.map(head -> head.payload().deprecated()).orElse("");
        HeadDraft draft = HeadDraft.of(all, yanked, deprecated);
        HeadRecord next = draft.next(before.map(head -> head.payload().seq()).orElse(-1L), now);
        boolean said = before.filter(head -> HeadKeeper.saysTheSame(head.payload(), next, now))
                .isPresent();
        if (!said) {
            content.keep(draft.versionList());
            store.take(Signed.seal(next, pen.signer(), now).toBytes(), Origin.HERE);
        }
    }
}
