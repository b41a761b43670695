package io.ggen.leases;

import io.ggen.api.Checkup.Finding;
import io.ggen.api.Checkup.Severity;
import io.ggen.api.extractor.Extractor;
import io.ggen.api.lockfile.Lockfile;
import io.ggen.api.registry.Registry;
import io.ggen.api.resolver.Resolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds roles that nobody fills, and selections that came to nothing. */
final class RolesCheckup {
    private static final List<String> NEEDED = List.of(Extractor.ROLE, Lockfile.ROLE, Registry.ROLE, Resolver.ROLE);

    private RolesCheckup() {}

    static List<Finding> examine(Leasing leasing) {
        List<Finding> findings = new ArrayList<>();
        leasing.bell.lock.lock();
        try {
            Map<String, List<Candidate>> byRole = leasing.table.byRole();
            for (String needed : NEEDED) {
                byRole.putIfAbsent(needed, List.of());
            }
            byRole.forEach((role, candidates) -> examine(role, candidates, leasing.table, findings));
            Admitted.of(leasing.table.selection()).forEach((role, names) -> {
                for (String name : names) {
                    if (!isAmong(byRole.getOrDefault(role, List.of()), name)) {
                        findings.add(new Finding(
                                Severity.WARNING,
                                "the " + role + " " + name + " was added, and no package that brings it runs.",
                                role.equals(Registry.ROLE) ? "registry:remove " + name : "host:services"));
                    }
                }
            });
            leasing.table.selection().forEach((role, name) -> {
                if (!Admitted.isKey(role) && !isAmong(byRole.getOrDefault(role, List.of()), name)) {
                    findings.add(new Finding(
                            Severity.WARNING,
                            "the selected " + role + ", " + name + ", is not installed; the default is used.",
                            "host:services"));
                }
            });
        } finally {
            leasing.bell.lock.unlock();
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("every role is filled."));
        }
        return findings;
    }

    private static void examine(String role, List<Candidate> candidates, Table table, List<Finding> findings) {
        boolean filled = false;
        String next = "host:services";
        for (Candidate candidate : candidates) {
            Facts facts = candidate.facts;
            if (!table.isEligible(candidate)) {
                next = "host:use " + role + " " + facts.name();
            } else if (candidate.failure != null) {
                String sentence = "the " + role + " " + facts.name() + " does not start (" + candidate.failure + ").";
                findings.add(new Finding(Severity.WARNING, sentence, "host:services"));
            } else {
                filled = true;
            }
        }
        if (!filled) {
            findings.add(new Finding(Severity.BROKEN, "no " + role + " is installed.", next));
        }
    }

    private static boolean isAmong(List<Candidate> candidates, String name) {
        for (Candidate candidate : candidates) {
            if (candidate.facts.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
