package io.ggen.record.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import io.ggen.records.HeadRecord;
import io.ggen.records.RecordId;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.records.store.RecordStore.Changes;
import io.ggen.records.store.SyncSet;
import io.ggen.records.store.Taken.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random records in random order against what a few maps say, with commits, closings and losses of the process between. */
final class ModelTest {
    private static final int STEPS = 1_500;

    /** The records under one key. */
    private record Place(PublisherId publisher, Object key) {}

    private final Map<Place, TreeSet<Signed<?>>> places = new HashMap<>();
    private final Set<PublisherId> ended = new HashSet<>();
    private final Set<RecordId> gone = new HashSet<>();

    @Test
    void theStoreSaysWhatTheModelSays(@TempDir Path folder) {
        long seed = System.nanoTime();
        System.out.println("ModelTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Author[] authors = {new Author(1), new Author(2), new Author(3), new Author(4)};
        Bench bench = new Bench(folder);
        long cursor = 0;
        Set<PackageName> changed = new HashSet<>();
        for (int step = 0; step < STEPS; step++) {
            Signed<?> record = record(authors, random);
            Outcome expected = take(record);
            assertThat(bench.take(record)).as("step %s, %s", step, record).isEqualTo(expected);
            if (expected == Outcome.NEW || expected == Outcome.FORK) {
                name(record).ifPresent(changed::add);
            }
            if (random.nextInt(100) == 0) {
                bench = again(bench, random);
            }
            if (random.nextInt(50) == 0) {
                Changes changes = bench.store.changesSince(cursor);
                assertThat(changes.names()).containsAll(changed);
                assertThat(changes.everything()).isEqualTo(cursor == 0);
                cursor = changes.cursor();
                changed.clear();
            }
            if (step % 300 == 299) {
                compare(bench, authors);
            }
        }
        bench.close();
    }

    /** The same files in a new store: after a commit, closed, or left as they are as after a kill. */
    private static Bench again(Bench bench, SplittableRandom random) {
        switch (random.nextInt(3)) {
            case 0 -> bench.runLater();
            case 1 -> bench.close();
            default -> bench.kill();
        }
        if (bench.isOpen()) {
            return bench;
        }
        return new Bench(bench.folder);
    }

    private static Signed<?> record(Author[] authors, SplittableRandom random) {
        Author author = authors[random.nextInt(authors.length)];
        String name = "package-" + random.nextInt(4);
        int kind = random.nextInt(200);
        if (kind == 0) {
            return author.revocation("reason " + random.nextInt(3));
        }
        if (kind < 30) {
            String text = "text " + random.nextInt(2);
            return author.head(name, random.nextInt(100), author.release(name, "1.0.0", text));
        }
        return kind < 60
                ? author.head(name, random.nextInt(100), random.nextInt(3) == 0 ? "other" : "")
                : author.release(name, "1." + random.nextInt(40) + ".0", random.nextInt(5) == 0 ? "other" : "");
    }

    private static Optional<PackageName> name(Signed<?> record) {
        if (record.payload() instanceof ReleaseRecord release) {
            return Optional.of(release.name());
        }
        return record.payload() instanceof HeadRecord head ? Optional.of(head.name()) : Optional.empty();
    }

    /** The rules, once more. */
    private Outcome take(Signed<?> record) {
        Object key = name(record).isEmpty() ? "end" : name(record).get();
        if (record.payload() instanceof ReleaseRecord release) {
            key = List.of(key, release.version());
        }
        TreeSet<Signed<?>> here = places.computeIfAbsent(
                new Place(record.publisher(), key),
                place -> new TreeSet<>(
                        Comparator.comparing(ModelTest::seq).reversed().thenComparing((Signed<?> each) -> each.id())));
        if (here.contains(record)) {
            return Outcome.KNOWN;
        }
        if (ended.contains(record.publisher())) {
            gone.add(record.id());
            return Outcome.REVOKED;
        }
        if (key.equals("end")) {
            ended.add(record.publisher());
        }
        if (record.payload() instanceof HeadRecord head && !here.isEmpty()) {
            long known = seq(here.first());
            if (head.seq() < known && !isRenamed(record, here.first())) {
                gone.add(record.id());
                return Outcome.OLDER;
            }
            if (head.seq() > known) {
                Optional<Signed<?>> proof =
                        here.stream().filter(each -> isRenamed(each, record)).findFirst();
                here.forEach(each -> gone.add(each.id()));
                here.clear();
                proof.ifPresent(here::add);
                proof.ifPresent(each -> gone.remove(each.id()));
            }
        }
        here.add(record);
        gone.remove(record.id());
        if (here.size() == 3) {
            Signed<?> last = here.pollLast();
            if (last != null) {
                gone.add(last.id());
                return last.equals(record) ? Outcome.OLDER : Outcome.FORK;
            }
        }
        return here.size() == 1 ? Outcome.NEW : Outcome.FORK;
    }

    private static long seq(Signed<?> record) {
        return record.payload() instanceof HeadRecord head ? head.seq() : 0;
    }

    /** Whether two heads name different records of the one version that they name. */
    private static boolean isRenamed(Signed<?> one, Signed<?> other) {
        var ids = ((HeadRecord) one.payload()).versions();
        var others = ((HeadRecord) other.payload()).versions();
        return !ids.isEmpty() && !others.isEmpty() && !ids.equals(others);
    }

    private void compare(Bench bench, Author[] authors) {
        List<Signed<?>> all = new ArrayList<>();
        places.values().forEach(all::addAll);
        Set<RecordId> ids = new HashSet<>();
        SyncSet set = bench.store.syncSet();
        for (int i = 0; i < set.size(); i++) {
            ids.add(set.item(i).id());
        }
        assertThat(ids).hasSize(set.size());
        assertThat(ids).isEqualTo(new HashSet<>(all.stream().map(Signed::id).toList()));
        for (Signed<?> each : all) {
            assertThat(bench.store.envelope(each.id()).orElseThrow()).isEqualTo(each.toBytes());
        }
        for (Author author : authors) {
            for (int i = 0; i < 4; i++) {
                compare(bench, author.id(), new PackageName("package-" + i));
            }
            assertThat(bench.store.byPublisher(author.id(), Optional.empty(), 10_000))
                    .isEqualTo(all.stream()
                            .filter(each -> each.publisher().equals(author.id()))
                            .map(Signed::id)
                            .sorted()
                            .toList());
        }
        long forks = places.values().stream().filter(place -> place.size() == 2).count();
        assertThat(bench.store.counts().forks()).isEqualTo(forks);
        assertThat(bench.store.counts().bytes())
                .isEqualTo(all.stream().mapToLong(each -> each.toBytes().length).sum());
        assertThat(bench.warnings).isEmpty();
    }

    private void compare(Bench bench, PublisherId publisher, PackageName name) {
        List<Signed<?>> plain = new ArrayList<>();
        boolean any = false;
        for (int i = 39; i >= 0; i--) {
            Version version = Version.of(1, i, 0);
            TreeSet<Signed<?>> here = at(publisher, List.of(name, version));
            any |= !here.isEmpty();
            if (here.size() == 1) {
                plain.add(here.first());
            }
            assertThat(bench.store.release(publisher, name, version).isPresent())
                    .isEqualTo(!here.isEmpty());
        }
        assertThat(new ArrayList<Signed<?>>(bench.store.releases(publisher, name)))
                .isEqualTo(plain);
        TreeSet<Signed<?>> heads = at(publisher, name);
        assertThat(bench.store.head(publisher, name).map(Signed::id))
                .isEqualTo(
                        heads.isEmpty()
                                ? Optional.empty()
                                : Optional.of(heads.first().id()));
        assertThat(bench.store.publishers(name).contains(publisher)).isEqualTo(any || !heads.isEmpty());
    }

    private TreeSet<Signed<?>> at(PublisherId publisher, Object key) {
        return places.getOrDefault(
                new Place(publisher, key), new TreeSet<>(Comparator.comparing((Signed<?> each) -> each.id())));
    }
}
