package io.ggen.shell.commands.ggen;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Spec;
import io.ggen.api.catalog.Catalog;
import io.ggen.shell.commands.task.Services;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts names that exist beside a failure about names that do not. */
final class DidYouMean {
    private static final int NAMES = 3;

    private DidYouMean() {}

    /** {@code failure}, with names like those of {@code specs} that no registry has, if that can be found out. */
    static ProblemException forUnknown(List<Spec> specs, ProblemException failure, Services services) {
        if (failure.problem().kind() != Problem.Kind.FAILED) {
            return failure;
        }
        Set<String> next = new LinkedHashSet<>();
        for (Spec spec : specs) {
            if (next.size() < NAMES
                    && failure.problem().message().contains(spec.name().value())) {
                next.addAll(installs(spec.name(), services));
            }
        }
        if (next.isEmpty()) {
            return failure;
        }
        next.addAll(failure.problem().next());
        return new WithNames(failure.problem(), List.copyOf(next)).asException(failure);
    }

    /** A failure that says the same, with other commands to try. */
    private record WithNames(Problem failure, List<String> next) implements Problem {
        @Override
        public String message() {
            return failure.message();
        }

        @Override
        public List<String> explanation() {
            return failure.explanation();
        }
    }

    private static List<String> installs(PackageName name, Services services) {
        List<String> installs = new ArrayList<>();
        try {
            if (Known.releases(name, services).isEmpty()) {
                for (String like : like(name, services)) {
                    installs.add("ggen install " + like);
                }
            }
        } catch (ProblemException e) {
            installs.clear();
        }
        return installs;
    }

    /** Names that look like {@code name}; none if there is no catalogue. */
    static List<String> like(PackageName name, Services services) {
        Optional<Catalog> catalog = services.anyCatalog();
        return catalog.isPresent() ? catalog.get().namesLike(name.value(), NAMES) : List.of();
    }
}
