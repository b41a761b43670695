package io.ggen.installer;

import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.plugins.Plugin;
import io.ggen.api.plugins.PluginSource;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Trust;
import io.ggen.installer.code.CodeList;
import io.ggen.installer.code.Limits;
import io.ggen.installer.store.TreeCheck;
import io.ggen.installer.target.Links;
import io.ggen.installer.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The code in the current generation of the default target: what may run, and what must not. */
final class InstalledPlugins implements PluginSource {
    private final Parts parts;
    private final List<Plugin> plugins = new ArrayList<>();
    private final List<String> withheld = new ArrayList<>();

    InstalledPlugins(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Wanted wanted() {
        Target target = new Target(parts.home().packages());
        try {
            int generation = target.number();
            CodeList list =
                    generation == 0 ? CodeList.NONE : CodeList.read(target.generation(generation), Limits.USUAL);
            for (CodeList.Entry entry : list.entries()) {
                take(target, generation, entry);
            }
        } catch (IOException e) {
            withheld.add("The code of packages is not started, because the list of it in "
                    + Texts.shown(target.folder().toString(), 300) + " cannot be read ("
                    + Texts.shown(String.valueOf(e.getMessage()), 200) + "); ggen install --force writes it again.");
        } catch (ProblemException e) {
            withheld.add(e.problem().message());
        }
        return new Wanted(plugins, withheld);
    }

    private void take(Target target, int generation, CodeList.Entry entry) throws IOException {
        String shown = entry.name() + " " + entry.version();
        if (!isAgreed(entry)) {
            withheld.add(
                    "The code of " + shown + " does not run, because the consent to it was taken back; ggen trust add "
                            + entry.name() + " " + entry.publisher() + " --code gives it again.");
            return;
        }
        Optional<Path> link = Links.tree(target, generation, entry.name());
        String name = link.map(path -> String.valueOf(path.getFileName())).orElse("");
        if (name.isEmpty() || !TreeCheck.of(parts.store(), name).isGood()) {
            withheld.add(
                    "The code of " + shown
                            + " does not run, because its files are not what was installed; ggen install --force brings them back.");
            return;
        }
        Path tree = parts.store().tree(name);
        List<Path> jars = new ArrayList<>();
        for (String bundle : entry.bundles()) {
            Path jar = tree.resolve(bundle).normalize();
            if (jar.startsWith(tree)) {
                jars.add(jar);
            }
        }
        plugins.add(new Plugin(entry.name(), entry.version(), entry.publisher(), jars));
    }

    /** A host that keeps no pins goes by the generation, which nobody makes without consent. */
    private boolean isAgreed(CodeList.Entry entry) {
        Optional<Trust> trust = parts.neighbours().trust();
        if (trust.isEmpty()) {
            return true;
        }
        Optional<Pin> pin = trust.get().pinned(entry.name());
        return pin.isPresent() && pin.get().code() && pin.get().publisher().equals(entry.publisher());
    }
}
