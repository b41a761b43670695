package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.Manifest;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.publishing.Publishing.Packed;
import io.ggen.api.publishing.Publishing.Published;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.records.ArchiveFacts;
import io.ggen.records.Dependencies;
import io.ggen.records.Records;
import io.ggen.records.ReleaseDraft;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Packs one folder, signs it and adds it to the registry. Safe for use by many threads. */
final class FolderPublisher {
    private final Home home;
    private final Roles roles;
    private final Clock clock;
    private final Packer packer;
    private final AtomicInteger counter = new AtomicInteger();

    FolderPublisher(Home home, Roles roles, Clock clock, Packer packer) {
        this.home = home;
        this.roles = roles;
        this.clock = clock;
        this.packer = packer;
    }

    /** A place for archives on their way. */
    Scratch scratch() {
        return Scratch.in(home, clock);
    }

    /**
     * One folder to be published.
     *
     * @param manifest as it is kept and signed
     * @param instead content for paths whose files say something else
     * @param force whether files that look like secrets are published too
     */
    record Work(Path folder, Manifest manifest, Map<String, byte[]> instead, boolean force) {
        @Nullable
        SecretScan secrets() {
            return force ? null : new SecretScan();
        }
    }

    /**
     * What a release is signed with.
     *
     * @param dependencies each with its publisher
     * @param before this version as the registry has it, or null
     */
    record Signing(
            Pen pen,
            List<Dependency> dependencies,
            @Nullable Release before) {}

    /** Packs without publishing; the archive is gone afterwards. */
    Published rehearse(Work work, @Nullable Pen pen) {
        try (Scratch scratch = scratch()) {
            Packer.Made made = pack(work, scratch.file(nextName()));
            return new Published(null, made.packed(), pen == null ? null : pen.signature(null));
        }
    }

    private Packer.Made pack(Work work, Path archive) {
        return packer.pack(work.folder, work.manifest, work.instead, work.secrets(), "nothing was published", archive);
    }

    /** What was packed, and signed. */
    record Made(Packed packed, Signed<ReleaseRecord> signed) {}

    /** Packs into {@code archive} and signs; {@code before} is this version as it was signed before, or null. */
    Made make(Work work, Signing signing, @Nullable Signed<ReleaseRecord> before, Path archive) {
        Packer.Made made = pack(work, archive);
        return new Made(made.packed(), sign(work.manifest, made.facts(), signing, before));
    }

    /**
     * Packs and publishes; the archive lies in {@code scratch} for that time. Nobody signs it if {@code signing} is null.
     * {@code committing} runs right before the registry is given the release.
     */
    Published publish(Work work, @Nullable Signing signing, Scratch scratch, Runnable committing) {
        Path archive = scratch.file(nextName());
        try {
            Packer.Made made = pack(work, archive);
            Signed<ReleaseRecord> signed = signing == null
                    ? null
                    : sign(
                            work.manifest,
                            made.facts(),
                            signing,
                            before(signing, signing.pen.signer().publicKey().id(), clock.instant()));
            WritableRegistry.Draft draft = new WritableRegistry.Draft(
                    work.manifest, archive, clock.millis(), signed == null ? null : signed.toBytes());
            committing.run();
            Release release = roles.call(WritableRegistry.class, registry -> registry.publish(draft));
            if (signing != null && draft.record() != null) {
                // the registry takes no record that it has not verified
                signing.pen.memo().remember(Digest.sha256Of(draft.record()));
            }
            return new Published(
                    release,
                    made.packed(),
                    signing == null || signed == null
                            ? null
                            : signing.pen.signature(signed.id().hex()),
                    signing != null
                            && signing.before != null
                            && signing.before.publisher().equals(release.publisher()));
        } finally {
            discard(archive);
        }
    }

    private Signed<ReleaseRecord> sign(
            Manifest manifest, ArchiveFacts facts, Signing signing, @Nullable Signed<ReleaseRecord> before) {
        PublisherId publisher = signing.pen.signer().publicKey().id();
        Instant now = clock.instant();
        Release release = new Release(
                manifest.name(),
                manifest.version(),
                publisher,
                manifest.kind(),
                signing.dependencies,
                facts.archive(),
                false,
                null);
        ReleaseRecord record = ReleaseDraft.of(
                release,
                manifest,
                Digest.sha256Of(manifest.json().getBytes(StandardCharsets.UTF_8)),
                facts,
                before == null ? now : before.payload().published());
        if (!(record.dependencies() instanceof Dependencies.Listed)) {
            throw Problem.of(release.id() + " cannot be signed: its " + signing.dependencies.size()
                            + " dependencies with their publishers are more than the 8 KiB of a release record hold;"
                            + " nothing was published.")
                    .asException();
        }
        // what was signed once is not signed again
        return before != null && before.payload().equals(record)
                ? before
                : Signed.seal(record, signing.pen.signer(), now);
    }

    /** The record that the registry has of this version, if it is by the same key and whole. */
    private @Nullable Signed<ReleaseRecord> before(Signing signing, PublisherId publisher, Instant now) {
        Release release = signing.before;
        if (release == null || !release.publisher().equals(publisher)) {
            return null;
        }
        return roles.call(WritableRegistry.class, registry -> registry.record(release))
                .flatMap(envelope ->
                        Records.openRelease(envelope, now, signing.pen.memo()).value())
                .filter(signed -> signed.publisher().equals(publisher))
                .orElse(null);
    }

    private static void discard(Path archive) {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            // It goes with the whole folder.
            return;
        }
    }

    private String nextName() {
        return counter.incrementAndGet() + ".tar.gz";
    }
}
