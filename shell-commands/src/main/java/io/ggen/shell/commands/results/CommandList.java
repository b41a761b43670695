package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;

/** The commands of some scopes, one line each. */
public record CommandList(List<Scope> scopes) implements Result {
    /** Copies the list. */
    public CommandList {
        scopes = List.copyOf(scopes);
    }

    @Override
    public void text(Out out) {
        out.put(Style.BOLD, "usage: ")
                .line(out.look().inShell() ? "COMMAND [ARGUMENTS]" : "ggen [COMMAND [ARGUMENTS]]");
        for (Scope scope : scopes) {
            out.end().put(Style.BOLD, scope.name() + ":").line(" " + scope.title());
            Table table = new Table(Style.GREEN, Style.PLAIN);
            for (String function : scope.functions()) {
                table.row(name(scope, function), scope.task(function).syntax().description());
            }
            table.print(out, 2);
        }
        out.end();
        out.put(Style.BOLD, "more: ").line(out.look().command("ggen help COMMAND"));
    }

    private static String name(Scope scope, String function) {
        return scope.name().equals("ggen") ? function : scope.name() + ":" + function;
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("commands");
        for (Scope scope : scopes) {
            for (String function : scope.functions()) {
                json.writeStartObject();
                json.writeStringField("scope", scope.name());
                json.writeStringField("function", function);
                json.writeStringField(
                        "description", scope.task(function).syntax().description());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
