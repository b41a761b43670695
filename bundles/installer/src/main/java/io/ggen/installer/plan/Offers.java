package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Texts;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.registry.Answer;
import io.ggen.api.trust.Revocation;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all registries together say of one name, and what of it may be chosen. The same release in several registries is one;
 * two contents for one version are none, but for the one that is locked, or that alone is signed.
 */
final class Offers {
    private static final int LONGEST = 300;

    private final PackageName name;
    private final Ownership owners;
    private final Standing standing;
    private final Vouching vouching;
    private final Consumer<String> warnings;
    private final @Nullable PublisherId fixed;
    private final Map<String, List<Offer>> byVersion = new LinkedHashMap<>();
    private final Map<PublisherId, Boolean> near = new TreeMap<>();
    private final Map<PublisherId, List<String>> sources = new TreeMap<>();
    private final List<Dropped> dropped = new ArrayList<>();

    /** {@code warnings} hears a sentence for each contradiction. */
    Offers(PackageName name, Ownership owners, Standing standing, Vouching vouching, Consumer<String> warnings) {
        this.name = name;
        this.owners = owners;
        this.standing = standing;
        this.vouching = vouching;
        this.warnings = warnings;
        this.fixed = owners.fixed(name);
    }

    private record Offer(Release release, List<String> registries, boolean far) {}

    /** Adds what {@code registry} says; {@code far} if it asks other machines. */
    void add(Release release, String registry, boolean far) {
        if (far && release.publisher().isLocal()) {
            drop(release, release.id() + " comes from the network (" + registry + ") and nobody has signed it");
            return;
        }
        List<Offer> offers = byVersion.computeIfAbsent(key(release), unused -> new ArrayList<>(1));
        for (int i = 0; i < offers.size(); i++) {
            Offer other = offers.get(i);
            if (isSame(other.release, release)) {
                List<String> registries = new ArrayList<>(other.registries);
                registries.add(registry);
                offers.set(i, new Offer(other.far ? release : other.release, registries, other.far && far));
                return;
            }
        }
        offers.add(new Offer(release, List.of(registry), far));
    }

    /** Adds what {@code registry} says nobody should choose anew: whoever has just that locked may keep it. */
    void addWithheld(Answer.Withheld withheld, String registry, boolean far) {
        Release release = withheld.release();
        Lock.Entry entry = owners.locked(name);
        boolean isKept = entry != null
                && isLocked(release)
                && entry.integrity().equals(release.archive().digest());
        if (isKept) {
            add(release, registry, far);
        } else {
            drop(release, withheld.reason());
        }
    }

    /** Two builds of one version are one version. */
    private static String key(Release release) {
        String version = release.version().toString();
        int build = version.indexOf('+');
        return release.publisher() + " " + (build < 0 ? version : version.substring(0, build));
    }

    private static boolean isSame(Release a, Release b) {
        return a.archive().digest().equals(b.archive().digest()) && needsSame(a.dependencies(), b.dependencies());
    }

    private static boolean needsSame(List<Dependency> a, List<Dependency> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            Dependency one = a.get(i);
            Dependency other = b.get(i);
            same = one.name().equals(other.name())
                    && one.range().equals(other.range())
                    && Objects.equals(one.publisher(), other.publisher());
        }
        return same || Set.copyOf(a).equals(Set.copyOf(b));
    }

    /** What may be chosen of all that was added. */
    KnownName known(String unavailable) {
        List<Release> chosen = new ArrayList<>();
        for (List<Offer> offers : byVersion.values()) {
            Offer offer = offers.size() == 1 ? offers.get(0) : settled(offers);
            if (offer != null && isAdmissible(offer.release)) {
                chosen.add(offer.release);
                near.merge(offer.release.publisher(), !offer.far, Boolean::logicalOr);
                sources.computeIfAbsent(offer.release.publisher(), unused -> new ArrayList<>(1));
                addSources(offer);
            }
        }
        if (chosen.isEmpty()) {
            Answer answer = unavailable.isEmpty() ? Answer.ABSENT : new Answer.Unavailable(unavailable);
            return dropped.isEmpty() && answer == Answer.ABSENT
                    ? KnownName.ABSENT
                    : new KnownName(answer, null, List.of(), Map.of(), dropped);
        }
        chosen.sort((a, b) -> b.version().compareTo(a.version()));
        return decided(new Answer.Found(chosen));
    }

    private void addSources(Offer offer) {
        List<String> known = sources.get(offer.release.publisher());
        if (offer.far && known != null) {
            for (String registry : offer.registries) {
                if (!known.contains(registry)) {
                    known.add(registry);
                }
            }
        }
    }

    private boolean isAdmissible(Release release) {
        PublisherId publisher = release.publisher();
        if (fixed != null && !fixed.equals(publisher)) {
            dropped.add(new Dropped(
                    release,
                    name + " is the package of " + Standing.shown(fixed) + " here, " + owners.because(name) + ", and "
                            + release.version() + " is by " + Standing.shown(publisher),
                    owners.ways(name)));
            return false;
        }
        Revocation end = standing.revoked(publisher);
        if (end != null && !isLocked(release)) {
            drop(
                    release,
                    "The key of " + Standing.shown(publisher) + ", which has signed " + release.id()
                            + ", was revoked on " + end.revokedAt());
            return false;
        }
        return true;
    }

    private void drop(Release release, String sentence) {
        dropped.add(new Dropped(release, sentence, List.of()));
    }

    private boolean isLocked(Release release) {
        Lock.Entry entry = owners.locked(name);
        return entry != null
                && entry.publisher().equals(release.publisher())
                && entry.version().equals(release.version());
    }

    /** Which of several contents of one version counts, or null if none does. */
    private @Nullable Offer settled(List<Offer> offers) {
        String sentence = contradiction(offers.get(0), offers.get(1));
        Lock.Entry entry = owners.locked(name);
        for (Offer offer : offers) {
            if (entry != null
                    && isLocked(offer.release)
                    && entry.integrity().equals(offer.release.archive().digest())) {
                warnings.accept(sentence + "; the locked one stays.");
                return offer;
            }
        }
        Set<String> ids = new TreeSet<>();
        Offer signed = null;
        for (Offer offer : offers) {
            String id = vouching.signedAs(offer.release);
            if (!id.isEmpty()) {
                ids.add(id.substring(0, 12));
                signed = offer;
            }
        }
        if (ids.size() == 1 && signed != null) {
            warnings.accept(sentence + "; only that of " + signed.registries.get(0) + " is signed, and counts.");
            return signed;
        }
        if (ids.size() > 1) {
            sentence += ", all signed (records " + String.join(" and ", ids) + ")";
        }
        for (Offer offer : offers) {
            drop(offer.release, sentence);
        }
        warnings.accept(sentence + "; that version is passed over.");
        return null;
    }

    private String contradiction(Offer one, Offer other) {
        boolean sameBytes =
                one.release.archive().digest().equals(other.release.archive().digest());
        String what = sameBytes
                ? "different dependencies"
                : "different archives (" + one.release.archive().digest() + " and "
                        + other.release.archive().digest() + ")";
        String first = one.registries.get(0);
        String second = other.registries.get(0);
        return (first.equals(second)
                        ? "The registry " + shown(first) + " has "
                        : "The registries " + shown(first) + " and " + shown(second) + " have ")
                + what + " for " + one.release.id() + " by " + one.release.publisher();
    }

    private static String shown(String registry) {
        return Texts.shown(registry, LONGEST);
    }

    private KnownName decided(Answer.Found found) {
        Map<PublisherId, List<String>> strangers = new TreeMap<>();
        Set<PublisherId> here = new TreeSet<>();
        near.forEach((publisher, is) -> {
            if (is) {
                here.add(publisher);
            } else if (fixed == null) {
                strangers.put(publisher, List.copyOf(sources.getOrDefault(publisher, List.of())));
            }
        });
        if (near.size() == 1) {
            return new KnownName(found, null, List.of(), strangers, dropped);
        }
        Set<PublisherId> candidates = here.isEmpty() ? strangers.keySet() : here;
        PublisherId meant = preferred(candidates);
        return new KnownName(found, meant, meant == null ? List.copyOf(candidates) : List.of(), strangers, dropped);
    }

    private @Nullable PublisherId preferred(Set<PublisherId> candidates) {
        if (candidates.size() == 1) {
            return candidates.iterator().next();
        }
        for (PublisherId candidate : candidates) {
            if (standing.isOwn(candidate)) {
                return candidate;
            }
        }
        return candidates.contains(PublisherId.LOCAL) ? PublisherId.LOCAL : null;
    }
}
