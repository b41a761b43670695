package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import io.ggen.shell.commands.text.Table;
import java.io.IOException;
import java.util.List;

/** The registries that are asked, best first. */
public record KnownRegistries(List<One> all) implements Result {
    /** Copies the list. */
    public KnownRegistries {
        all = List.copyOf(all);
    }

    /**
     * One registry.
     *
     * @param id its lasting name, or empty text if it has none
     * @param browsable whether its content can be searched
     * @param writable whether releases can be added to it
     * @param location where it is, or empty text
     */
    public record One(String name, String id, boolean browsable, boolean writable, String location) {}

    @Override
    public void text(Out out) {
        if (all.isEmpty()) {
            out.line("no registry is installed");
            return;
        }
        Table table = new Table(Style.BOLD, Style.DIM, Style.PLAIN);
        for (One one : all) {
            String can = one.writable() ? "read, write" : one.browsable() ? "read" : "ask by name";
            table.row(one.name(), can, one.location());
        }
        table.print(out, 0);
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("registries");
        for (One one : all) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            json.writeStringField("id", one.id());
            json.writeBooleanField("browsable", one.browsable());
            json.writeBooleanField("writable", one.writable());
            json.writeStringField("location", one.location());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
