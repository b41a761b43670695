package io.ggen.leases;

import java.util.Set;

/**
 * What a provider says of itself.
 *
 * @param ranking its {@code service.ranking}: the highest is best
 * @param id its {@code service.id}: at equal rank the lowest is best
 * @param bundle symbolic name and version
 * @param many whether all providers of the role are used, rather than one
 * @param interfaces the names of the interfaces it can be leased as
 */
record Facts(
        String role,
        String name,
        int ranking,
        long id,
        Origin origin,
        String bundle,
        boolean many,
        Set<String> interfaces) {
    /** Copies the set. */
    Facts {
        interfaces = Set.copyOf(interfaces);
    }

    boolean isBetterThan(Facts other) {
        return ranking != other.ranking ? ranking > other.ranking : id < other.id;
    }

    /** Where a bundle comes from. */
    enum Origin {
        /** Shipped with the host. */
        DISTRIBUTION("distribution"),
        /** Dropped in by the operator. */
        DEPLOY("deploy"),
        /** Brought by a marketplace package: used only if selected by name. */
        PACKAGE("package");

        final String word;

        Origin(String word) {
            this.word = word;
        }
    }
}
