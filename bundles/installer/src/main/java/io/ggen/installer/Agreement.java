package io.ggen.installer;

import io.ggen.api.Texts;
import io.ggen.api.marketplace.Consent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the user hears and is asked in one run, however often it is planned: each thing once. */
final class Agreement {
    /** Goes by what was agreed to before: nobody is asked where to go back to. */
    static final Consent ON_THE_WAY_BACK = new Consent() {
        @Override
        public void ask(List<Newcomer> newcomers, String state) {
            Consent.REFUSED.ask(newcomers, state);
        }

        @Override
        public void askForCode(List<Code> packages, String state) {
            Code first = packages.get(0);
            throw Consent.codeRefused(
                            packages, state, "ggen trust add " + first.name() + " " + first.publisher() + " --code")
                    .asException();
        }
    };

    private final Run run;
    private final Set<String> told;
    private final Set<Consent.Newcomer> agreed;
    private final Set<String> agreedCode;

    Agreement(Run run, Set<String> told, Set<Consent.Newcomer> agreed, Set<String> agreedCode) {
        this.run = run;
        this.told = told;
        this.agreed = agreed;
        this.agreedCode = agreedCode;
    }

    void warn(List<String> sentences) {
        for (String sentence : sentences) {
            if (told.add(sentence)) {
                run.progress().warning(sentence);
            }
        }
    }

    /** Returns if the user agrees to {@code newcomers}. */
    void ask(List<Consent.Newcomer> newcomers) {
        List<Consent.Newcomer> open = new ArrayList<>(newcomers);
        open.removeAll(agreed);
        if (!open.isEmpty()) {
            run.options().consent().ask(open, run.state());
            agreed.addAll(open);
        }
    }

    /** Returns if the user agrees that {@code packages} run, and says which of them the user was not asked about before. */
    List<Consent.Code> askForCode(List<Consent.Code> packages) {
        List<Consent.Code> open = new ArrayList<>(packages);
        open.removeIf(each -> agreedCode.contains(key(each)));
        if (!open.isEmpty()) {
            run.options().consent().askForCode(open, run.state());
            open.forEach(each -> agreedCode.add(key(each)));
        }
        return open;
    }

    private static String key(Consent.Code code) {
        return code.publisher() + " " + code.name();
    }

    /** Says to what code the user has to agree. */
    void tellOfCode(List<Consent.Code> packages) {
        for (Consent.Code each : packages) {
            run.progress()
                    .note(each.name() + " " + each.version()
                            + " holds code that would run inside this host, and comes in only with your consent to that"
                            + " (--allow-code, or your answer at a terminal).");
        }
    }

    /** Says to whom the user has to agree. */
    void tell(List<Consent.Newcomer> newcomers) {
        for (Consent.Newcomer each : newcomers) {
            run.progress()
                    .note(each.name() + " of " + each.publisher()
                            + (each.fingerprint().isEmpty() ? "" : " (fingerprint " + each.fingerprint() + ")")
                            + " is known from the network alone (" + Texts.shown(String.join(", ", each.sources()))
                            + "), and comes in only with your consent (--yes, or your answer at a terminal).");
        }
    }
}
