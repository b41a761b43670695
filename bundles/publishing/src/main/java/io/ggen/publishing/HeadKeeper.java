package io.ggen.publishing;

import io.ggen.api.PackageName;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.identity.Signer;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.Opened;
import io.ggen.records.Records;
import io.ggen.records.Refusal;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps up what a publisher says about all versions of a package, from what the registry holds at that moment: whatever a crash
 * has left undone, the next time does it.
 */
final class HeadKeeper {
    /** A head that is older than this is made anew even if it has nothing new to say. */
    private static final Duration FRESH = HeadRecord.LONGEST_LIFE.dividedBy(2);

    private final Roles roles;
    private final Clock clock;
    private final Neighbours neighbours;
    private final PublishedContent content;

    HeadKeeper(Roles roles, Clock clock, Neighbours neighbours, PublishedContent content) {
        this.content = content;
        this.roles = roles;
        this.clock = clock;
        this.neighbours = neighbours;
    }

    /**
     * Makes the head of {@code name} say what the registry says, and tells whether there is a new one. A failure is a warning:
     * what was done before it stays done.
     */
    boolean keepUp(PackageName name, Signer signer) {
        try {
            return roles.<WritableRegistry, Boolean, RuntimeException>call(
                    WritableRegistry.class, registry -> keepUp(registry, name, signer));
        } catch (ProblemException e) {
            neighbours.warn("The head of " + name + ", by which others hear of new, yanked and deprecated versions, was"
                    + " not kept up (" + withoutStop(e.problem().message())
                    + "); the next publish, yank or deprecate tries again.");
            return false;
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private boolean keepUp(WritableRegistry registry, PackageName name, Signer signer) {
        PublisherId own = signer.publicKey().id();
        Instant now = clock.instant();
        List<Signed<ReleaseRecord>> releases = new ArrayList<>();
        List<Version> yanked = new ArrayList<>();
        String deprecated = "";
        for (Release release : releases(registry, name)) {
            if (!release.publisher().equals(own)) {
                continue;
            }
            Optional<byte[]> record = registry.record(release);
            if (record.isEmpty()) {
                continue;
            }
            releases.add(Records.openRelease(record.get(), now, neighbours.memo())
                    .orThrow("The release record of " + release.id(), "no head was made"));
            deprecated = release.deprecated() == null ? "" : release.deprecated();
            if (release.yanked()) {
                yanked.add(release.version());
            }
        }
        if (releases.isEmpty()) {
            return false;
        }
        HeadDraft draft = HeadDraft.of(releases, yanked, deprecated);
        Optional<Opened<Signed<HeadRecord>>> before =
                registry.head(name, own).map(envelope -> Records.openHead(envelope, now));
        HeadRecord next = draft.next(before.map(HeadKeeper::highestSeen).orElse(-1L), now);
        boolean said = before.flatMap(Opened::value)
                .filter(head -> saysTheSame(head.payload(), next, now))
                .isPresent();
        if (!said) {
            keep(name, draft.versionList());
            registry.keepHead(Signed.seal(next, signer, now).toBytes());
        }
        return !said;
    }

    /** Others can ask for the whole list where there are more versions than a head names. */
    private void keep(PackageName name, byte[] list) {
        try {
            content.keep(list);
        } catch (IOException e) {
            throw Reasons.failed("The list of all versions of " + name + " could not be kept", e, "no head was made");
        }
    }

    private static List<Release> releases(WritableRegistry registry, PackageName name) {
        Map<PackageName, Answer> answers = LocalReleases.ask(registry, Set.of(name));
        return answers.get(name) instanceof Answer.Found found ? found.releases() : List.of();
    }

    private static long highestSeen(Opened<Signed<HeadRecord>> before) {
        if (before.value().isPresent()) {
            return before.value().get().payload().seq();
        }
        // one's own head from a time to come: the clock was wrong then or is now
        return before.refusal().orElse(null) instanceof Refusal.FromTheFuture ahead
                ? ahead.time().toEpochMilli()
                : -1;
    }

    static boolean saysTheSame(HeadRecord before, HeadRecord next, Instant now) {
        return before.name().equals(next.name())
                && before.list().equals(next.list())
                && before.yanked().equals(next.yanked())
                && before.deprecated().equals(next.deprecated())
                && now.isBefore(before.issued().plus(FRESH));
    }
}
