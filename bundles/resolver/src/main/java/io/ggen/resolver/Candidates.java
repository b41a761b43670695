package io.ggen.resolver;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Question;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The releases of one package that may be chosen, oldest first, numbered from 1; 0 stands for "not installed". So each
 * statement about the package is a set of numbers. Each range is turned into such a set once.
 */
final class Candidates {
    /** The number that stands for "not installed". */
    static final int ABSENT = 0;

    private final int index;
    private final PackageName name;
    private final List<Release> known;
    private final List<Release> eligible;
    private final List<Version> versions;
    private final @Nullable String unavailable;
    private final boolean imagined;
    private final Question.Options options;
    private final int size;
    private final long[] all;
    private final long[] kept;
    private final boolean toUpdate;
    private final @Nullable Version locked;
    private final @Nullable Range override;
    private final @Nullable PublisherId meant;
    private final long[] here;
    private final long[] open;
    private final List<Incompat> bars = new ArrayList<>(0);
    private final Map<Range, Wanted> wanted = new HashMap<>();
    private final Map<PublisherId, Map<Range, Wanted>> wantedOf = new HashMap<>();

    /**
     * What {@code answer} offers.
     *
     * @param answers who knows what is on this machine, and whose package a bare name means
     * @param imagine whether a package that no registry could look up counts as one that suits everybody
     */
    Candidates(
            int index, PackageName name, @Nullable Answer answer, Question question, Answers answers, boolean imagine) {
        this.index = index;
        this.name = name;
        this.options = question.options();
        this.locked = question.locked().get(name);
        this.override = question.overrides().get(name);
        this.meant = answers.meant(name);
        known = new ArrayList<>();
        eligible = new ArrayList<>();
        if (answer instanceof Answer.Found found) {
            for (Release release : found.releases()) {
                if (release.name().equals(name)) {
                    known.add(release);
                }
            }
            known.sort(new NewestFirst());
            for (int i = known.size() - 1; i >= 0; i--) {
                if (!known.get(i).yanked() || isSame(known.get(i).version(), locked)) {
                    eligible.add(known.get(i));
                }
            }
        }
        versions = new ArrayList<>(eligible.size());
        for (Release release : eligible) {
            versions.add(release.version());
        }
        unavailable = reasonOf(answer);
        imagined = imagine && unavailable != null;
        size = 1 + (imagined ? 1 : eligible.size());
        all = Bits.all(size);
        toUpdate = question.unlocked().contains(name);
        long[] asLocked = Bits.none(size);
        for (int i = 0; i < eligible.size(); i++) {
            if (isSame(eligible.get(i).version(), locked)) {
                Bits.add(asLocked, i + 1);
            }
        }
        kept = toUpdate ? Bits.none(size) : asLocked;
        here = options.offline() && !imagined ? hereAmong(answers) : all;
        open = bar(question, asLocked);
    }

    private long[] hereAmong(Answers answers) {
        long[] found = Bits.only(size, ABSENT);
        for (int i = 0; i < eligible.size(); i++) {
            if (answers.isHere(eligible.get(i))) {
                Bits.add(found, i + 1);
            }
        }
        return found;
    }

    /** Notes what the lock rules out, and what of the rest is not here; what then remains. */
    private long[] bar(Question question, long[] asLocked) {
        long[] rest = all;
        boolean isKept = locked != null && question.kept().contains(name);
        if (options.frozen() || isKept) {
            boolean maybeLocked = imagined && locked != null;
            long[] lockOnly = maybeLocked ? all : Bits.or(asLocked, Bits.only(size, ABSENT));
            rest = barred(options.frozen() ? Bar.FROZEN : Bar.KEPT, rest, lockOnly);
        }
        return barred(Bar.OFFLINE, rest, here);
    }

    private long[] barred(Bar bar, long[] rest, long[] allowed) {
        long[] excluded = Bits.minus(rest, allowed);
        if (Bits.isEmpty(excluded)) {
            return rest;
        }
        bars.add(Incompat.barred(this, bar, excluded));
        return Bits.and(rest, allowed);
    }

    private static @Nullable String reasonOf(@Nullable Answer answer) {
        if (answer instanceof Answer.Unavailable silent) {
            return silent.reason();
        }
        return answer == null ? "nobody answered" : null;
    }

    private static boolean isSame(Version version, @Nullable Version locked) {
        return locked != null && version.equals(locked);
    }

    int index() {
        return index;
    }

    PackageName name() {
        return name;
    }

    /** Everything that registries have, newest first, what may not be chosen included. */
    List<Release> known() {
        return known;
    }

    /** What may be chosen, oldest first. */
    List<Release> eligible() {
        return eligible;
    }

    /** Why registries could not say what there is, or null if they could. */
    @Nullable
    String unavailable() {
        return unavailable;
    }

    /** Whether the only candidate is one that suits everybody, made up for want of an answer. */
    boolean isImagined() {
        return imagined;
    }

    /** One more than the highest number. */
    int size() {
        return size;
    }

    long[] all() {
        return all;
    }

    /** What options and lock do not rule out; what they do, {@link #bars} say. */
    long[] open() {
        return open;
    }

    /** That options and lock rule some candidates out, as facts; mostly none. */
    List<Incompat> bars() {
        return bars;
    }

    /** What is on this machine, if that matters. */
    long[] here() {
        return here;
    }

    /** The version that the lock holds, or null. */
    @Nullable
    Version locked() {
        return locked;
    }

    /** Whether the lock holds a version that no registry has any more. */
    boolean isLockedVersionGone() {
        boolean gone = locked != null && unavailable == null;
        for (int i = 0; i < known.size() && gone; i++) {
            gone = !isSame(known.get(i).version(), locked);
        }
        return gone;
    }

    /** The locked version, if it is to be kept where it can be. */
    long[] kept() {
        return kept;
    }

    /** Whether the user wants another version than the locked one. */
    boolean isToUpdate() {
        return toUpdate;
    }

    Release release(int number) {
        return eligible.get(number - 1);
    }

    List<Dependency> dependencies(int number) {
        return imagined || !options.dependencies() ? List.of() : release(number).dependencies();
    }

    /** What {@code dependency}, which must be one on this package, allows. */
    Wanted wanted(Dependency dependency) {
        PublisherId publisher = dependency.publisher();
        Map<Range, Wanted> compiled = wanted;
        if (publisher != null) {
            compiled = wantedOf.get(publisher);
            if (compiled == null) {
                compiled = new HashMap<>();
                wantedOf.put(publisher, compiled);
            }
        }
        Wanted found = compiled.get(dependency.range());
        if (found == null) {
            Range range = override == null ? dependency.range() : override;
            PublisherId whose = publisher == null ? meant : publisher;
            found = new Wanted(dependency, range, whose, this, allowed(range, whose));
            compiled.put(dependency.range(), found);
        }
        return found;
    }

    /** Every range without a publisher that was asked of this package so far. */
    Collection<Wanted> everyWanted() {
        return wanted.values();
    }

    private long[] allowed(Range range, @Nullable PublisherId publisher) {
        if (imagined) {
            return Bits.only(size, 1);
        }
        long[] good = Bits.none(size);
        BitSet places = range.allowedAmong(versions, options.prereleases());
        for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (publisher == null || publisher.equals(eligible.get(place).publisher())) {
                Bits.add(good, place + 1);
            }
        }
        return good;
    }

    /** The number in {@code set} to try first, or {@link #ABSENT} if there is no candidate in it. */
    int preferred(long[] set) {
        if (!Bits.isApart(set, kept)) {
            return best(Bits.and(set, kept));
        }
        return best(set);
    }

    private int best(long[] set) {
        if (!options.lowest() || imagined) {
            return Math.max(Bits.last(set), ABSENT);
        }
        int best = Bits.next(set, 1);
        for (int next = best; next > 0; next = Bits.next(set, next + 1)) {
            if (!release(next).version().equals(release(best).version())) {
                break;
            }
            best = next;
        }
        return Math.max(best, ABSENT);
    }
}
