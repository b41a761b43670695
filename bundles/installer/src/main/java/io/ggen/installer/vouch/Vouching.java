package io.ggen.installer.vouch;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds releases against what their publishers have signed, before a byte of them is used. Whoever is said to have published
 * a release must have signed just that; what nobody is said to have signed must carry no signature either. For many threads.
 */
public final class Vouching {
    private final Roles roles;
    private final Clock clock;
    private final Neighbours neighbours;
    private final String state;

    /**
     * For one run.
     *
     * @param neighbours tell which signatures were verified before
     * @param state what state things are in if this fails: "nothing was installed"
     */
    public Vouching(Roles roles, Clock clock, Neighbours neighbours, String state) {
        this.roles = roles;
        this.clock = clock;
        this.neighbours = neighbours;
        this.state = state;
    }

    /** The record of {@code release}, or null if it is nobody's and none says otherwise. Fails if it does not hold. */
    public @Nullable Vouched check(Release release) {
        if (release.publisher().isLocal()) {
            List<Found> found = records(release, each -> false);
            if (!found.isEmpty()) {
                throw claimed(release, found.get(0));
            }
            return null;
        }
        AtomicReference<@Nullable RecordCheck> fit = new AtomicReference<>();
        List<Found> found = records(release, each -> {
            RecordCheck check = opened(each);
            boolean fits = check.misfit(release) == null;
            if (fits) {
                fit.set(check);
            }
            return fits;
        });
        RecordCheck fitting = fit.get();
        if (fitting != null) {
            return fitting.vouched();
        }
        if (found.isEmpty()) {
            throw Problem.of(
                            release.id() + " is said to be published by " + Standing.shown(release.publisher())
                                    + ", but no registry has a record of it with that signature; " + state + ".",
                            "ggen doctor")
                    .asException();
        }
        String first = "";
        for (Found each : found) {
            RecordCheck check = opened(each);
            String misfit = check.misfit(release);
            if (misfit == null) {
                return check.vouched();
            }
            first = first.isEmpty() ? refused(release, each, misfit) : first;
        }
        throw Problem.of(first, "ggen doctor").asException();
    }

    /** The id of the signed record that is about just this release; empty text if no registry has one. */
    public String signedAs(Release release) {
        if (!release.publisher().isLocal()) {
            for (Found each : records(release, one -> false)) {
                RecordCheck check = opened(each);
                if (check.misfit(release) == null) {
                    return check.id();
                }
            }
        }
        return "";
    }

    private String refused(Release release, Found found, String why) {
        return "The signed record of " + release.id() + " in registry " + found.registry + " is refused: " + why + "; "
                + state + ".";
    }

    private ProblemException claimed(Release release, Found found) {
        RecordCheck check = opened(found);
        PublisherId signer = check.publisher();
        String why = signer == null
                ? check.refusal()
                : "it is signed by " + Standing.shown(signer) + ", and expected is "
                        + Standing.shown(PublisherId.LOCAL);
        return Problem.of(refused(release, found, why), "ggen registry reindex", "ggen doctor")
                .asException();
    }

    private RecordCheck opened(Found found) {
        return new RecordCheck(found.envelope, clock.instant(), neighbours.memo());
    }

    /** What registries have, best first, up to the first record that will do. */
    private List<Found> records(Release release, Predicate<Found> willDo) {
        List<Found> found = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        roles.<Registry, Boolean, RuntimeException>callAll(Registry.class, registry -> {
            Optional<byte[]> envelope = done.get() ? Optional.empty() : registry.record(release);
            if (envelope.isPresent()) {
                Found one = new Found(label(registry), envelope.get());
                found.add(one);
                done.set(willDo.test(one));
            }
            return done.get();
        });
        return found;
    }

    /** What messages call {@code registry}. */
    public static String label(Registry registry) {
        if (registry instanceof BrowsableRegistry named) {
            return named.id();
        }
        String location = registry.location();
        return location.isEmpty() ? registry.getClass().getSimpleName() : location;
    }

    private static final class Found {
        private final String registry;
        private final byte[] envelope;

        Found(String registry, byte[] envelope) {
            this.registry = registry;
            this.envelope = envelope;
        }
    }
}
