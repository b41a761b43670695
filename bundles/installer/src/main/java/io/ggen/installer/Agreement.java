package io.ggen.installer;

import io.ggen.api.Texts;
import io.ggen.api.marketplace.Consent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the user hears and is asked in one run, however often it is planned: each thing once. */
final class Agreement {
    private final Run run;
    private final Set<String> told;
    private final Set<Consent.Newcomer> agreed;

    Agreement(Run run, Set<String> told, Set<Consent.Newcomer> agreed) {
        this.run = run;
        this.told = told;
        this.agreed = agreed;
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

    /** Says to whom the user will have to agree. */
    void tell(List<Consent.Newcomer> newcomers) {
        for (Consent.Newcomer each : newcomers) {
            run.progress()
                    .note(each.name() + " of " + each.publisher()
                            + (each.fingerprint().isEmpty() ? "" : " (fingerprint " + each.fingerprint() + ")")
                            + " is known from the network alone (" + Texts.shown(String.join(", ", each.sources()))
                            + "), and you will be asked for your consent.");
        }
    }
}
