package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.shell.commands.task.Example;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Word;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;

/**
 * Help on one command.
 *
 * @param command how the user calls it, without {@code ggen}
 */
public record CommandHelp(String command, Syntax syntax) implements Result {
    @Override
    public void text(Out out) {
        out.line(syntax.description()).end();
        out.put(Style.BOLD, "usage: ").line(out.look().command(usage()));
        Table table = new Table(Style.PLAIN, Style.PLAIN);
        for (Word word : syntax.words()) {
            table.row(word.shown(), word.description());
        }
        for (Option option : syntax.shownOptions()) {
            String names = option.equals(Option.HELP) ? "-h, --help" : option.name();
            table.row(option.isFlag() ? names : names + " " + option.label(), described(option));
        }
        table.print(out, 2);
        out.end();
        out.put(Style.BOLD, "examples:").end();
        for (Example example : syntax.examples()) {
            out.put("  ").put(Style.GREEN, out.look().command(example.line())).end();
            out.put("      ").line(example.effect());
        }
    }

    private static String described(Option option) {
        return option.repeatable() ? option.description() + " (may be repeated)" : option.description();
    }

    /** {@code ggen install [OPTIONS] [SPEC...]}. */
    private String usage() {
        StringBuilder usage = new StringBuilder("ggen ").append(command).append(" [OPTIONS]");
        for (Word word : syntax.words()) {
            usage.append(' ').append(word.shown());
        }
        return usage.toString();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("command", command);
        json.writeStringField("description", syntax.description());
        json.writeStringField("usage", usage());
        json.writeArrayFieldStart("options");
        for (Option option : syntax.shownOptions()) {
            json.writeStartObject();
            json.writeStringField("name", option.name());
            json.writeStringField("value", option.label());
            json.writeBooleanField("repeatable", option.repeatable());
            json.writeStringField("description", option.description());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("examples");
        for (Example example : syntax.examples()) {
            json.writeStartObject();
            json.writeStringField("line", example.line());
            json.writeStringField("effect", example.effect());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
