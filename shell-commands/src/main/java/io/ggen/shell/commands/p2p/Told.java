package io.ggen.shell.commands.p2p;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Texts;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.NetworkPart;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one part of the network tells: about itself, or about a peer. */
record Told(String part, List<Fact> facts) {
    private static final int IN_BRIEF = 2;
    private static final int LONGEST = 200;
    private static final int LONGEST_NAME = 60;

    Told {
        facts = List.copyOf(facts);
    }

    /** What all parts tell about themselves. */
    static List<Told> byAll(Call call) {
        List<Told> all = new ArrayList<>();
        for (NetworkPart part : call.services().networkParts()) {
            add(all, new Told(part.name(), part.status()));
        }
        return all;
    }

    /** What all parts tell about {@code peer}. */
    static List<Told> about(PeerId peer, Call call) {
        List<Told> all = new ArrayList<>();
        for (NetworkPart part : call.services().networkParts()) {
            add(all, new Told(part.name(), part.about(peer)));
        }
        return all;
    }

    private static void add(List<Told> all, Told told) {
        if (!told.facts().isEmpty()) {
            all.add(told);
        }
    }

    /** The most telling facts of each part, on one line. */
    static String inBrief(List<Told> all) {
        StringBuilder line = new StringBuilder();
        for (Told told : all) {
            for (Fact fact :
                    told.facts().subList(0, Math.min(IN_BRIEF, told.facts().size()))) {
                line.append(line.length() == 0 ? "" : ", ")
                        .append(name(fact))
                        .append(' ')
                        .append(value(fact));
            }
        }
        return line.toString();
    }

    /** All facts, part by part. */
    static void text(List<Told> all, Out out) {
        for (Told told : all) {
            out.end();
            out.put(Style.BOLD, Texts.shown(Texts.onOneLine(told.part()), LONGEST_NAME))
                    .end();
            Table table = new Table(Style.PLAIN, Style.PLAIN);
            for (Fact fact : told.facts()) {
                table.row(name(fact), value(fact));
            }
            table.print(out, 2);
        }
    }

    /** An object with a member for each part, which has a member for each fact. */
    static void json(List<Told> all, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("parts");
        Set<String> parts = new HashSet<>();
        for (Told told : all) {
            if (!parts.add(told.part())) {
                continue;
            }
            json.writeObjectFieldStart(told.part());
            Set<String> names = new HashSet<>();
            for (Fact fact : told.facts()) {
                if (names.add(name(fact))) {
                    json.writeStringField(name(fact), value(fact));
                }
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static String name(Fact fact) {
        return Texts.shown(Texts.onOneLine(fact.name()), LONGEST_NAME);
    }

    private static String value(Fact fact) {
        return Texts.shown(Texts.onOneLine(fact.value()), LONGEST);
    }
}
