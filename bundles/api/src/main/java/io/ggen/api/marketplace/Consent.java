package io.ggen.api.marketplace;

import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.Version;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Asked before packages come in whose publishers this host knows from the network alone: neither pinned nor locked, not the
 * user's own, in no file registry, and named by nobody who asks for them; and before packages come in whose code would run
 * inside the host, which is another question: who agrees to a publisher has not agreed to that.
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

    /**
     * Returns if the user agrees that the code of all of {@code packages}, of which there is at least one, runs inside the host
     * with its full rights; else throws a {@link io.ggen.api.ProblemException}. What was agreed to once for a publisher and a name
     * is not asked again, unless the package held no code meanwhile. In the thread that installs; may wait for the user.
     *
     * @param state what state things are in if not: "nothing was installed"
     */
    default void askForCode(List<Code> packages, String state) {
        throw codeRefused(packages, state, "ggen install --allow-code").asException();
    }

    /** That nobody agreed to the code of {@code packages}; {@code again} are the commands that would agree. */
    static Problem codeRefused(List<Code> packages, String state, String... again) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < packages.size() && i < 5; i++) {
            Code each = packages.get(i);
            list.append(i == 0 ? "" : ", ").append(each.name()).append(' ').append(each.version());
            list.append(" (")
                    .append(
                            each.publisher().isLocal()
                                    ? "local, unsigned"
                                    : each.publisher().toString());
            list.append(each.reason().isEmpty() ? ")" : "; " + each.reason() + ")");
        }
        int more = packages.size() - 5;
        list.append(more > 0 ? " and " + more + " more" : "");
        return Problem.of(
                Texts.shown(list.toString(), 900) + (packages.size() == 1 ? " holds" : " hold")
                        + " code that would run inside this host with all of its rights, and nobody has agreed to that; "
                        + state + ".",
                again);
    }

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

    /**
     * A package whose code nobody here has agreed to yet.
     *
     * @param fingerprint of the publisher's key; empty text if there is none
     * @param reason why it comes or is asked about again, in a few words: "needed by a", {@link #WAS_FILES}; else empty
     */
    record Code(PackageName name, Version version, PublisherId publisher, String fingerprint, String reason) {
        /** The reason of one that was installed before, without code. */
        public static final String WAS_FILES = "it held files until now";
    }
}
