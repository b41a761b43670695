package io.ggen.installer;

import io.ggen.api.PackageName;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.marketplace.Outcome;
import io.ggen.installer.plan.LockGraph;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells two locks apart, for programs and for people. */
final class Outcomes {
    private Outcomes() {}

    /** What going from {@code before} to {@code after} does to the target in {@code folder}; {@code reasons} by name. */
    static Outcome between(Lock before, Lock after, Path folder, int generation, Map<PackageName, String> reasons) {
        List<Outcome.Item> installed = new ArrayList<>();
        List<Outcome.Item> unchanged = new ArrayList<>();
        List<Outcome.Item> removed = new ArrayList<>();
        if (before == after || before.packages().equals(after.packages())) {
            for (Lock.Entry entry : after.packages().values()) {
                unchanged.add(item(entry, null, after, folder, ""));
            }
            return new Outcome(installed, unchanged, removed, generation);
        }
        for (Lock.Entry entry : new LockGraph(after).order()) {
            Lock.Entry old = before.packages().get(entry.name());
            if (old != null && isSame(old, entry)) {
                unchanged.add(item(entry, null, after, folder, ""));
            } else {
                installed.add(item(entry, old, after, folder, reasons.getOrDefault(entry.name(), "")));
            }
        }
        for (Lock.Entry entry : before.packages().values()) {
            if (!after.packages().containsKey(entry.name())) {
                removed.add(item(entry, null, before, folder, ""));
            }
        }
        return new Outcome(installed, unchanged, removed, generation);
    }

    private static boolean isSame(Lock.Entry a, Lock.Entry b) {
        boolean sameBytes = a.integrity().algorithm() != b.integrity().algorithm()
                || a.integrity().equals(b.integrity());
        return a.version().equals(b.version()) && a.publisher().equals(b.publisher()) && sameBytes;
    }

    private static Outcome.Item item(
            Lock.Entry entry, Lock.@Nullable Entry old, Lock lock, Path folder, String reason) {
        return new Outcome.Item(
                entry.name(),
                entry.version(),
                entry.publisher(),
                folder.resolve(entry.name().value()),
                lock.isDirect(entry.name()),
                old == null ? null : old.version(),
                old == null ? "" : reason);
    }

    /** One short text for each package that differs, in the order of names. */
    static List<String> changes(Lock before, Lock after) {
        List<String> changes = new ArrayList<>();
        TreeSet<PackageName> names = new TreeSet<>(before.packages().keySet());
        names.addAll(after.packages().keySet());
        for (PackageName name : names) {
            Lock.Entry old = before.packages().get(name);
            Lock.Entry now = after.packages().get(name);
            if (old == null && now != null) {
                changes.add("+ " + now.id());
            } else if (old != null && now == null) {
                changes.add("- " + old.id());
            } else if (old != null && now != null && !isSame(old, now)) {
                changes.add(old.id() + " -> " + now.id());
            }
        }
        return changes;
    }
}
