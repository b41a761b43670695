package io.ggen.leases;

import io.ggen.api.Problem;
import io.ggen.api.registry.Registry;
import io.ggen.roles.RoleNames;

/** Says that nobody fills a role, and why those who could do not. */
final class Absence {
    private Absence() {}

    static Problem of(Class<?> type, Leasing leasing) {
        String role = RoleNames.of(type);
        String sentence = "no " + role + " is installed.";
        String next = "host:services";
        leasing.bell.lock.lock();
        try {
            for (Candidate candidate : leasing.table.all()) {
                Facts facts = candidate.facts;
                if (!facts.interfaces().contains(type.getName())) {
                    continue;
                }
                if (!leasing.table.isEligible(candidate)) {
                    next = facts.role().equals(Registry.ROLE)
                            ? "registry:add " + facts.name()
                            : "host:use " + facts.role() + " " + facts.name();
                } else if (candidate.failure != null) {
                    sentence = "no " + role + " is installed that works: " + facts.name() + " does not start ("
                            + candidate.failure + ").";
                }
            }
        } finally {
            leasing.bell.lock.unlock();
        }
        return Problem.of(sentence, next);
    }
}
