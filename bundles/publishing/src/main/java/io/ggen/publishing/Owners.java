package io.ggen.publishing;

import io.ggen.api.Dependency;
import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose package each dependency of a release is (DESIGN section 6), to be signed: as the manifest says; as it was
 * decided when this version was published; as it is pinned; one's own; the only one that registries on this machine have.
 */
final class Owners {
    private static final int LONGEST_LIST = 8;

    private final Map<PackageName, Pin> pins;
    private final LocalReleases local;
    private final @Nullable PublisherId own;
    private final Set<PackageName> beside;
    private final @Nullable Consumer<String> openings;

    /**
     * @param own whose key signs, or null if it is yet to be made
     * @param beside names of packages that are published together, with the same key
     * @param openings hears of dependencies that nobody has, which then stay without a publisher; if null, they are refused
     */
    Owners(
            Optional<Trust> trust,
            LocalReleases local,
            @Nullable PublisherId own,
            Set<PackageName> beside,
            @Nullable Consumer<String> openings) {
        pins = trust.<Map<PackageName, Pin>>map(Trust::pins).orElse(Map.of());
        this.local = local;
        this.own = own;
        this.beside = beside;
        this.openings = openings;
    }

    /** The dependencies of {@code manifest}, each with its publisher, {@code local} if nobody signs it. */
    List<Dependency> decide(Manifest manifest) {
        Release before = local.before(manifest);
        List<Dependency> decided = new ArrayList<>();
        for (Dependency dependency : manifest.dependencies()) {
            decided.add(new Dependency(dependency.name(), owner(manifest, dependency, before), dependency.range()));
        }
        return decided;
    }

    private PublisherId owner(Manifest manifest, Dependency dependency, @Nullable Release before) {
        PackageName name = dependency.name();
        if (dependency.publisher() != null) {
            return checked(manifest, name, dependency.publisher());
        }
        if (before != null && !before.publisher().isLocal()) {
            for (Dependency decided : before.dependencies()) {
                if (decided.name().equals(name)) {
                    return decided.publisher() == null ? PublisherId.LOCAL : decided.publisher();
                }
            }
        }
        Pin pin = pins.get(name);
        if (pin != null) {
            return pin.publisher();
        }
        Set<PublisherId> candidates = local.publishers(name);
        if (own != null && (beside.contains(name) || candidates.contains(own))) {
            return own;
        }
        if (candidates.isEmpty() && openings != null && local.unavailable(name) == null) {
            openings.accept(manifest.name() + " " + manifest.version() + " needs " + name
                    + ", which no registry on this machine has; it is signed without saying whose package that is.");
            return PublisherId.LOCAL;
        }
        if (candidates.isEmpty()) {
            throw unknown(manifest, name);
        }
        if (candidates.size() > 1) {
            throw ambiguous(manifest, name, candidates);
        }
        return candidates.iterator().next();
    }

    private static PublisherId checked(Manifest manifest, PackageName name, PublisherId publisher) {
        if (!publisher.isLocal()) {
            try {
                PublicKey.ofId(publisher);
            } catch (ProblemException e) {
                throw Problem.of("'@" + publisher + "/" + name + "' in the dependencies of " + manifest.name()
                                + " names no publisher: that is the id of an Ed25519 key, 52 characters that begin with"
                                + " 12D3KooW; nothing was published.")
                        .asException(e);
            }
        }
        return publisher;
    }

    private ProblemException unknown(Manifest manifest, PackageName name) {
        String reason = local.unavailable(name);
        return Problem.of(
                        manifest.name() + " " + manifest.version() + " needs " + name + ", and whose package that is"
                                + " cannot be signed because "
                                + (reason == null
                                        ? "no registry on this machine has it"
                                        : "a registry could not be read (" + reason + ")")
                                + "; publish it first, pin it, or write '@PUBLISHER/" + name
                                + "' in the manifest; nothing was published.",
                        "ggen trust add " + name + " PUBLISHER")
                .asException();
    }

    private static ProblemException ambiguous(Manifest manifest, PackageName name, Set<PublisherId> candidates) {
        StringBuilder list = new StringBuilder();
        int count = 0;
        for (PublisherId candidate : candidates) {
            if (count++ < LONGEST_LIST) {
                list.append(list.length() == 0 ? "" : ", ").append(shown(candidate));
            }
        }
        if (count > LONGEST_LIST) {
            list.append(" and ").append(count - LONGEST_LIST).append(" more");
        }
        return Problem.of(
                        manifest.name() + " " + manifest.version() + " needs " + name + ", and " + count
                                + " publishers have a package of that name: " + list + "; write '@PUBLISHER/" + name
                                + "' in the manifest, or pin one; nothing was published.",
                        "ggen trust add " + name + " PUBLISHER")
                .asException();
    }

    /** {@code publisher} with what people compare. */
    static String shown(PublisherId publisher) {
        if (publisher.isLocal()) {
            return "local (unsigned)";
        }
        try {
            return Pen.shown(PublicKey.ofId(publisher));
        } catch (ProblemException e) {
            return publisher + " (no key)";
        }
    }
}
