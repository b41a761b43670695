package io.ggen.registry.file;

import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.HeadDraft;
import io.ggen.records.HeadRecord;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks through the signed records and the heads of one name. */
final class RecordExamination {
    private final Layout layout;
    private final Instant now;
    private final Consumer<String> problems;

    /**
     * @param problems hears one sentence for each record that does not hold
     */
    RecordExamination(Layout layout, Instant now, Consumer<String> problems) {
        this.layout = layout;
        this.now = now;
        this.problems = problems;
    }

    void examine(NameIndex index) throws IOException {
        Map<PublisherId, List<Signed<ReleaseRecord>>> signed = new TreeMap<>();
        Set<PublisherId> doubtful = new TreeSet<>();
        for (Entry entry : index.entries()) {
            if (entry.publisher().isLocal()) {
                continue;
            }
            Path file = layout.record(index.name(), entry.version());
            try {
                signed.computeIfAbsent(entry.publisher(), publisher -> new ArrayList<>())
                        .add(record(file, index.name(), entry));
            } catch (Damaged e) {
                doubtful.add(entry.publisher());
                problems.accept(index.name() + " " + entry.version() + " is said to be signed by " + entry.publisher()
                        + ", but " + layout.shown(file) + " is refused: " + e.why() + ".");
            }
        }
        for (Map.Entry<PublisherId, List<Signed<ReleaseRecord>>> each : signed.entrySet()) {
            if (!doubtful.contains(each.getKey())) {
                head(index, each.getKey(), each.getValue());
            }
        }
    }

    private Signed<ReleaseRecord> record(Path file, PackageName name, Entry entry) throws IOException, Damaged {
        Signed<ReleaseRecord> signed = RecordCheck.read(file, now);
        if (signed == null) {
            throw new Damaged("it is missing");
        }
        ReleaseRecord record = signed.payload();
        byte[] text = Json.bytes(layout.manifest(name, entry.version()), Json.LARGEST_MANIFEST);
        RecordCheck.requireFit(record, ManifestReader.read(text).manifest(), text);
        if (entry.archive() != null) {
            RecordCheck.requireFit(record, entry.archive());
        }
        if (!record.publisher().equals(entry.publisher())) {
            throw new Damaged("it is signed by " + record.publisher());
        }
        if (!RecordCheck.dependencies(record).equals(entry.dependencies())) {
            throw new Damaged("it names other dependencies than the index");
        }
        return signed;
    }

    private void head(NameIndex index, PublisherId publisher, List<Signed<ReleaseRecord>> releases) throws IOException {
        Path file = layout.head(index.name(), publisher);
        String fault = null;
        try {
            Signed<HeadRecord> head = Heads.read(layout, index.name(), publisher, now);
            fault = head == null ? "is missing" : older(head.payload(), index, releases);
        } catch (Damaged e) {
            fault = "is refused: " + e.why();
        }
        if (fault != null) {
            problems.accept("The head of " + index.name() + " by " + publisher + ", " + layout.shown(file) + ", "
                    + fault + "; the next publish, yank or deprecate of that publisher makes it anew.");
        }
    }

    private static @Nullable String older(HeadRecord head, NameIndex index, List<Signed<ReleaseRecord>> releases) {
        List<Version> yanked = new ArrayList<>();
        for (Entry entry : index.entries()) {
            if (entry.yanked() && entry.publisher().equals(head.publisher())) {
                yanked.add(0, entry.version());
            }
        }
        String deprecated = index.deprecated() == null ? "" : index.deprecated();
        if (!head.yanked().equals(yanked)) {
            return "is older than the marks here: it yanks " + head.yanked() + ", and the registry " + yanked;
        }
        if (!head.deprecated().equals(deprecated)) {
            return "is older than the marks here: it deprecates with other words";
        }
        Digest list = Digest.sha256Of(HeadDraft.of(releases, yanked, deprecated).versionList());
        return head.list().equals(list) ? null : "is older than the releases here";
    }
}
