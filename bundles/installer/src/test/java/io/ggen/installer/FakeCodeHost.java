package io.ggen.installer;

import io.ggen.api.Problem;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.plugins.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Writes down what it is asked; may refuse what it is to try. */
final class FakeCodeHost implements CodeHost {
    final List<String> said = new ArrayList<>();
    final List<String> sentences = new ArrayList<>();
    boolean starts = true;
    String refusal = "";
    Supplier<String> atReconcile = () -> "";

    @Override
    public boolean starts() {
        return starts;
    }

    @Override
    public Trial trial(List<Plugin> wanted, String state) {
        said.add("try " + ids(wanted));
        if (!refusal.isEmpty()) {
            throw Problem.of(refusal + "; " + state + ".").asException();
        }
        return () -> said.add("close");
    }

    static List<String> ids(List<Plugin> plugins) {
        return plugins.stream().map(Plugin::id).toList();
    }

    @Override
    public List<String> reconcile() {
        said.add("reconcile " + atReconcile.get());
        return sentences;
    }
}
