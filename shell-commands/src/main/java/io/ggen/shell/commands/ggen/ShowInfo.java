package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Spec;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.Provenance;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Listing;
import io.ggen.shell.commands.results.Info;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code ggen:info}. */
final class ShowInfo implements Task {
    private static final int VERSIONS_NAMED = 10;

    @Override
    public Syntax syntax() {
        return Syntax.of("show all there is to know about a package")
                .needs("SPEC", Hint.PACKAGE, "[@PUBLISHER/][SCOPE/]NAME[@RANGE], the latest version without RANGE")
                .with(Target.TARGET)
                .example("ggen info hello-world", "shows its versions, dependencies, size, digest and state")
                .example("ggen info hello-world@1.0.0", "shows that release");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        Spec spec = Spec.parse(arguments.word(0));
        List<Known> known = new ArrayList<>();
        for (Known each : Known.releases(spec.name(), call.services())) {
            if (spec.publisher() == null
                    || spec.publisher().equals(each.listing().release().publisher())) {
                known.add(each);
            }
        }
        List<Answer.Withheld> withheld = new ArrayList<>(Known.withheld(spec.name(), call.services()));
        withheld.removeIf(each -> spec.publisher() != null
                && !spec.publisher().equals(each.release().publisher()));
        if (known.isEmpty() && withheld.isEmpty()) {
            throw unknown(spec, call);
        }
        Lock.Entry installed = call.services()
                .marketplace()
                .installed(call.target(arguments.value(Target.TARGET)))
                .lock()
                .packages()
                .get(spec.name());
        PublisherId meant = installed == null ? meant(known, call.services().marketplace()) : installed.publisher();
        Listing shown = best(spec, of(meant, known));
        List<Known> all = withWithheld(known, withheld);
        if (shown == null) {
            shown = best(spec, of(meant, all));
        }
        if (shown == null) {
            throw noVersion(spec, all);
        }
        return new Info(
                shown,
                call.services().marketplace().provenance(shown.release()),
                versions(all),
                withheld,
                sources(known, shown.release()),
                installed == null ? null : installed.version());
    }

    private static List<Known> withWithheld(List<Known> known, List<Answer.Withheld> withheld) {
        List<Known> all = new ArrayList<>(known);
        withheld.forEach(each -> all.add(new Known("", Known.bare(each.release()))));
        all.sort(Comparator.comparing((Known each) -> each.listing().release().version())
                .reversed());
        return all;
    }

    /** Whose package the name means where several have one: as pinned, else one's own, else the unsigned one; or null. */
    private static @Nullable PublisherId meant(List<Known> known, Marketplace marketplace) {
        Map<PublisherId, Release> publishers = new TreeMap<>();
        for (Known each : known) {
            Release release = each.listing().release();
            publishers.putIfAbsent(release.publisher(), release);
        }
        PublisherId meant = publishers.containsKey(PublisherId.LOCAL) ? PublisherId.LOCAL : null;
        if (publishers.size() > 1) {
            for (Release release : publishers.values()) {
                Provenance provenance = marketplace.provenance(release);
                if (provenance.pinned() != null) {
                    return provenance.pinned();
                }
                meant = provenance.own() ? release.publisher() : meant;
            }
        }
        return meant;
    }

    /** What {@code publisher} has of {@code known}; all of it if that is nothing. */
    private static List<Known> of(@Nullable PublisherId publisher, List<Known> known) {
        List<Known> found = new ArrayList<>();
        for (Known each : known) {
            if (each.listing().release().publisher().equals(publisher)) {
                found.add(each);
            }
        }
        return found.isEmpty() ? known : found;
    }

    /** The release an install would choose by range alone: not yanked before yanked, stable before prerelease. */
    private static @Nullable Listing best(Spec spec, List<Known> known) {
        Listing best = null;
        int bestRank = 0;
        for (Known each : known) {
            Release release = each.listing().release();
            boolean stable = spec.range().allows(release.version());
            if (stable || spec.range().allows(release.version(), true)) {
                int rank = (stable ? 2 : 1) + (release.yanked() ? 0 : 2);
                if (rank > bestRank) {
                    bestRank = rank;
                    best = each.listing();
                }
            }
        }
        return best;
    }

    private static boolean same(Release a, Release b) {
        return a.version().equals(b.version()) && a.publisher().equals(b.publisher());
    }

    private static List<Release> versions(List<Known> known) {
        List<Release> releases = new ArrayList<>();
        for (Known each : known) {
            Release release = each.listing().release();
            boolean there = false;
            for (Release other : releases) {
                there |= same(release, other);
            }
            if (!there) {
                releases.add(release);
            }
        }
        return releases;
    }

    private static List<String> sources(List<Known> known, Release shown) {
        List<String> sources = new ArrayList<>();
        for (Known each : known) {
            if (same(each.listing().release(), shown)
                    && !each.registry().isEmpty()
                    && !sources.contains(each.registry())) {
                sources.add(each.registry());
            }
        }
        return sources;
    }

    private static ProblemException unknown(Spec spec, Call call) {
        List<String> next = new ArrayList<>();
        for (String like : DidYouMean.like(spec.name(), call.services())) {
            next.add("ggen info " + like);
        }
        if (next.isEmpty()) {
            next.add("ggen search " + spec.name());
        }
        String whose = spec.publisher() == null ? "" : " of publisher " + spec.publisher();
        return Problem.of("no registry knows a package named " + spec.name() + whose, next.toArray(String[]::new))
                .asException();
    }

    private static ProblemException noVersion(Spec spec, List<Known> known) {
        StringBuilder there = new StringBuilder();
        List<Release> releases = versions(known);
        for (int i = 0; i < releases.size() && i < VERSIONS_NAMED; i++) {
            Version version = releases.get(i).version();
            there.append(i == 0 ? "" : ", ").append(version);
        }
        if (releases.size() > VERSIONS_NAMED) {
            there.append(" and ").append(releases.size() - VERSIONS_NAMED).append(" more");
        }
        return Problem.of(
                        "no version of " + spec.name() + " matches " + spec.range() + "; there is " + there,
                        "ggen info " + spec.name())
                .asException();
    }
}
