package io.ggen.shell.commands.results;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.Style;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who needs whom in a lock. As text, a tree below each request in which what a package needs is shown once and marked
 * {@code (*)} from then on; as JSON, each package with what it needs.
 */
public record DependencyTree(Lock lock) implements Result {
    @Override
    public void text(Out out) {
        if (lock.packages().isEmpty()) {
            out.line("no package is installed");
            return;
        }
        Set<String> shown = new HashSet<>();
        for (Dependency request : lock.requests().values()) {
            Lock.Entry entry = lock.packages().get(request.name());
            if (entry != null) {
                below(entry, request, shown, out);
            }
        }
    }

    /** Draws without recursion, since a chain of dependencies may be thousands long. */
    private void below(Lock.Entry root, Dependency request, Set<String> shown, Out out) {
        out.put(Style.BOLD, root.name().value()).put(" " + root.version());
        if (!request.range().equals(Range.LATEST)) {
            out.put(Style.DIM, " (you asked for " + Asked.words(request) + ")");
        }
        Deque<Iterator<Map.Entry<PackageName, Version>>> open = new ArrayDeque<>();
        List<Boolean> more = new ArrayList<>();
        descend(root, shown, open, out);
        while (!open.isEmpty()) {
            Iterator<Map.Entry<PackageName, Version>> children = open.peek();
            if (!children.hasNext()) {
                open.pop();
                if (!more.isEmpty()) {
                    more.remove(more.size() - 1);
                }
                continue;
            }
            Map.Entry<PackageName, Version> child = children.next();
            branch(more, children.hasNext(), out);
            out.put(child.getKey() + " " + child.getValue());
            Lock.Entry entry = lock.packages().get(child.getKey());
            if (entry == null) {
                out.put(Style.RED, " (not installed)").end();
            } else if (descend(entry, shown, open, out)) {
                more.add(children.hasNext());
            }
        }
    }

    /** Ends the line of {@code entry}; opens what it needs if that is not shown yet. */
    private static boolean descend(
            Lock.Entry entry, Set<String> shown, Deque<Iterator<Map.Entry<PackageName, Version>>> open, Out out) {
        if (entry.dependencies().isEmpty()) {
            out.end();
            return false;
        }
        if (!shown.add(entry.name().value())) {
            out.put(Style.DIM, " (*)").end();
            return false;
        }
        out.end();
        open.push(entry.dependencies().entrySet().iterator());
        return true;
    }

    private static void branch(List<Boolean> more, boolean followed, Out out) {
        boolean unicode = out.look().unicode();
        for (boolean line : more) {
            out.put(Style.DIM, line ? (unicode ? "│   " : "|   ") : "    ");
        }
        out.put(Style.DIM, followed ? (unicode ? "├── " : "|-- ") : (unicode ? "└── " : "`-- "));
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("requests");
        for (Dependency request : lock.requests().values()) {
            json.writeStringField(request.key(), request.range().toString());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("packages");
        for (Lock.Entry entry : lock.packages().values()) {
            json.writeStartObject();
            json.writeStringField("name", entry.name().value());
            json.writeStringField("version", entry.version().toString());
            json.writeStringField("publisher", entry.publisher().value());
            json.writeObjectFieldStart("dependencies");
            for (Map.Entry<PackageName, Version> dependency :
                    entry.dependencies().entrySet()) {
                json.writeStringField(
                        dependency.getKey().value(), dependency.getValue().toString());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
