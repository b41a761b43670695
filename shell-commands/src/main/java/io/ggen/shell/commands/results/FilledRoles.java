package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.roles.Roles;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;

/**
 * Who fills each role, and who could.
 *
 * @param networkAlone roles that are there only where the network runs, which it does not here
 */
public record FilledRoles(List<Roles.Role> roles, List<String> networkAlone) implements Result {
    /** Copies the lists. */
    public FilledRoles {
        roles = List.copyOf(roles);
        networkAlone = List.copyOf(networkAlone);
    }

    @Override
    public void text(Out out) {
        Table table = new Table(Style.BOLD, Style.GREEN, Style.PLAIN, Style.PLAIN, Style.DIM, Style.DIM);
        for (Roles.Role role : roles) {
            String name = role.name();
            if (role.providers().isEmpty()) {
                table.row(name, "", "(nobody)");
            }
            for (Roles.Provider provider : role.providers()) {
                table.row(
                        name,
                        provider.selected() ? "*" : "",
                        provider.name(),
                        provider.bundle(),
                        provider.origin(),
                        "ranking " + provider.ranking());
                name = "";
            }
        }
        table.print(out, 0);
        if (!networkAlone.isEmpty()) {
            out.line(String.join(" and ", networkAlone) + ": where the network runs, in a shell or 'ggen serve'");
        }
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("roles");
        for (Roles.Role role : roles) {
            json.writeStartObject();
            json.writeStringField("name", role.name());
            json.writeBooleanField("many", role.many());
            json.writeArrayFieldStart("providers");
            for (Roles.Provider provider : role.providers()) {
                json.writeStartObject();
                json.writeStringField("name", provider.name());
                json.writeBooleanField("selected", provider.selected());
                json.writeStringField("bundle", provider.bundle());
                json.writeStringField("origin", provider.origin());
                json.writeNumberField("ranking", provider.ranking());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
