package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Checkup;
import io.ggen.api.Problem;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Amounts;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the examinations found. */
public record Diagnosis(List<Examined> all) implements Result {
    private static final int MARK = 9;
    private static final int GAP = 2;

    /** Copies the list. */
    public Diagnosis {
        all = List.copyOf(all);
    }

    /** One part and what was found there. */
    public record Examined(String subject, List<Checkup.Finding> findings) {
        /** Copies the list. */
        public Examined {
            findings = List.copyOf(findings);
        }
    }

    @Override
    public void text(Out out) {
        if (all.isEmpty()) {
            out.line("no part of this host can be examined");
        }
        int widest = 0;
        for (Examined examined : all) {
            widest = Math.max(widest, examined.subject().length());
        }
        for (Examined examined : all) {
            String subject = Out.safe(examined.subject());
            for (Checkup.Finding finding : examined.findings()) {
                mark(finding.severity(), out);
                out.put(Style.BOLD, subject).spaces(widest - subject.length() + GAP);
                out.line(finding.sentence());
                if (!finding.next().isEmpty()) {
                    out.spaces(MARK + widest + GAP).put(Style.BOLD, "try:");
                    out.line(" " + out.look().command(finding.next()));
                }
            }
        }
    }

    private static void mark(Checkup.Severity severity, Out out) {
        switch (severity) {
            case GOOD -> out.put(Style.GREEN, "ok       ");
            case WARNING -> out.put(Style.YELLOW, "warning  ");
            case BROKEN -> out.put(Style.RED, "broken   ");
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("findings");
        for (Examined examined : all) {
            for (Checkup.Finding finding : examined.findings()) {
                json.writeStartObject();
                json.writeStringField("subject", examined.subject());
                json.writeStringField("severity", word(finding.severity()));
                json.writeStringField("sentence", finding.sentence());
                json.writeStringField("next", finding.next());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String word(Checkup.Severity severity) {
        return switch (severity) {
            case GOOD -> "good";
            case WARNING -> "warning";
            case BROKEN -> "broken";
        };
    }

    @Override
    public Optional<Problem> failure() {
        int broken = 0;
        for (Examined examined : all) {
            for (Checkup.Finding finding : examined.findings()) {
                broken += finding.severity() == Checkup.Severity.BROKEN ? 1 : 0;
            }
        }
        return broken == 0
                ? Optional.empty()
                : Optional.of(Problem.of(Amounts.count(broken, "thing") + (broken == 1 ? " is" : " are")
                        + " broken, as told above; nothing was changed"));
    }
}
