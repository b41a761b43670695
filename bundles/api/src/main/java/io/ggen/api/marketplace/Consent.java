package io.ggen.api.marketplace;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Asked before packages come in whose publishers this host knows from the network alone: neither pinned nor locked, not the
 * user's own, in no file registry, and named by nobody who asks for them.
 */
@ConsumerType
@FunctionalInterface
public interface Consent {
    /** Agrees to everybody. */
    Consent GIVEN = (newcomers, state) -> {};

    /** Agrees to nobody, and says how to. */
    Consent REFUSED = refused("ggen install --yes");

    /** Agrees to nobody, and says how to; {@code again} is the command that would agree. */
    static Consent refused(String again) {
        return (newcomers, state) -> {
            Newcomer first = newcomers.get(0);
            throw Problem.of(
                            words(newcomers)
                                    + " only from the network, and nobody has said whose package a name means; " + state
                                    + ".",
                            again,
                            "ggen trust add " + first.name() + " " + first.publisher(),
                            "ggen install @" + first.publisher() + "/" + first.name())
                    .asException();
        };
    }

    /**
     * Returns if the user agrees to all of {@code newcomers}, of which there is at least one; else throws a
     * {@link io.ggen.api.ProblemException}. Asked once for each set, in the thread that installs, and may wait for the user.
     *
     * @param state what state things are in if not: "nothing was installed"
     */
    void ask(List<Newcomer> newcomers, String state);

    /** Half a sentence with the first few of {@code newcomers}: "The publisher of a (P) is known". */
    private static String words(List<Newcomer> newcomers) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < newcomers.size() && i < 5; i++) {
            Newcomer each = newcomers.get(i);
            list.append(i == 0 ? "" : ", ").append(each.name()).append(" (").append(each.publisher());
            list.append(each.fingerprint().isEmpty() ? ")" : ", fingerprint " + each.fingerprint() + ")");
        }
        int more = newcomers.size() - 5;
        list.append(more > 0 ? " and " + more + " more" : "");
        return (newcomers.size() == 1 ? "The publisher of " : "The publishers of ")
                + Texts.shown(list.toString(), 900)
                + (newcomers.size() == 1 ? " is known" : " are known");
    }

    /**
     * A package whose publisher nobody here has agreed to yet.
     *
     * @param fingerprint of the publisher's key; empty text if the id is that of no key
     * @param sources the registries that know it
     */
    record Newcomer(PackageName name, PublisherId publisher, String fingerprint, List<String> sources) {
        /** Copies the list. */
        public Newcomer {
            sources = List.copyOf(sources);
        }
    }
}
