package io.ggen.installer.vouch;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.records.Dependencies;
import io.ggen.records.Opened;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens one record and holds a release against it. Loaded only where something is signed. */
public final class RecordCheck {
    private final byte[] envelope;
    private final @Nullable Signed<ReleaseRecord> signed;
    private final String refusal;

    /** Opens {@code envelope}, which may be anything, and checks all of it. */
    public RecordCheck(byte[] envelope, Instant now) {
        this(envelope, now, SignatureMemo.NONE);
    }

    /** Opens {@code envelope}, which may be anything; a signature that {@code memo} knows is not checked again. */
    public RecordCheck(byte[] envelope, Instant now, SignatureMemo memo) {
        Opened<Signed<ReleaseRecord>> opened = Records.openRelease(envelope, now, memo);
        this.envelope = envelope;
        this.signed = opened.value().orElse(null);
        this.refusal = opened.refusal().isPresent() ? opened.refusal().get().reason() : "";
    }

    /** Why it is not taken, as a clause; empty text if it is. */
    String refusal() {
        return refusal;
    }

    /** Who signed it, or null if that is not sure. */
    @Nullable
    PublisherId publisher() {
        return signed == null ? null : signed.publisher();
    }

    /** The name of the record for ever; empty text if it is not taken. */
    String id() {
        return signed == null ? "" : signed.id().hex();
    }

    /** The record, once {@link #misfit} has answered null. */
    Vouched vouched() {
        return new Vouched(envelope, Objects.requireNonNull(signed).payload());
    }

    /** What of {@code release} is not as it was signed, as a clause with what was signed and what was found; null if all is. */
    @Nullable
    String misfit(Release release) {
        String other = misfit(
                release.name(),
                release.version(),
                release.publisher(),
                release.archive().digest());
        if (other != null || signed == null) {
            return other;
        }
        ReleaseRecord record = signed.payload();
        String kind =
                differs("kind", record.releaseKind().word(), release.kind().word());
        if (kind != null) {
            return kind;
        }
        String size = differs(
                "archive size",
                Long.toString(record.archive().size()),
                Long.toString(release.archive().size()));
        return size == null ? dependencies(record, release) : size;
    }

    /** Likewise, for what a lock knows of a release. */
    public @Nullable String misfit(PackageName name, Version version, PublisherId publisher, Digest archive) {
        if (signed == null) {
            return refusal;
        }
        ReleaseRecord record = signed.payload();
        if (!record.publisher().equals(publisher)) {
            return "it is signed by " + Standing.shown(record.publisher()) + ", and expected is "
                    + Standing.shown(publisher);
        }
        String what = differs("name", record.name().value(), name.value());
        if (what == null) {
            what = differs("version", record.version().toString(), version.toString());
        }
        return what == null
                ? differs("archive digest", record.archive().sha256().toString(), archive.toString())
                : what;
    }

    private static @Nullable String differs(String what, String signed, String found) {
        return signed.equals(found)
                ? null
                : "its " + what + " is " + Texts.shown(signed, 300) + ", and found is " + Texts.shown(found, 300);
    }

    private static @Nullable String dependencies(ReleaseRecord record, Release release) {
        if (!(record.dependencies() instanceof Dependencies.Listed listed)) {
            return "its dependencies are kept elsewhere, where they cannot be checked";
        }
        List<String> signed = words(listed.dependencies());
        List<String> found = words(release.dependencies());
        return signed.equals(found)
                ? null
                : differs("dependencies", String.join(", ", signed), String.join(", ", found));
    }

    private static List<String> words(List<Dependency> dependencies) {
        List<String> words = new ArrayList<>();
        for (Dependency each : dependencies) {
            boolean isNamed = each.publisher() != null && !each.publisher().isLocal();
            words.add((isNamed ? each.key() : each.name()) + " " + each.range());
        }
        words.sort(null);
        return words.isEmpty() ? List.of("none") : words;
    }
}
