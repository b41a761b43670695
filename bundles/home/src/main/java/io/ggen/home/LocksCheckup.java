package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Examines who holds locks of this home, and whether they can go on. Takes no lock. */
final class LocksCheckup implements Checkup {
    private static final int LONGEST_PID = 20;
    private static final int MOST_LOCKS = 200;

    private final Home home;
    private final long self;
    private final Callable<LockTable> table;

    /** For the process {@code self}, with the locks that {@code table} gives when asked. */
    LocksCheckup(Home home, long self, Callable<LockTable> table) {
        this.home = home;
        this.self = self;
        this.table = table;
    }

    @Override
    public String subject() {
        return "locks";
    }

    @Override
    public List<Finding> examine() {
        LockTable now;
        try {
            now = table.call();
        } catch (Exception e) {
            return List.of(Finding.good("Who holds locks of this home cannot be told on this machine."));
        }
        Map<Long, TreeSet<String>> held = new TreeMap<>();
        List<Finding> findings = new ArrayList<>();
        for (Path file : files()) {
            examine(file, now, held, findings);
        }
        held.forEach((process, names) -> findings.add(holder(process, names, now)));
        if (findings.isEmpty()) {
            findings.add(Finding.good("No other process works on this home."));
        }
        return findings;
    }

    private void examine(Path file, LockTable now, Map<Long, TreeSet<String>> held, List<Finding> findings) {
        String name = home.root().relativize(file).toString();
        try {
            OptionalLong holder = now.holder(file);
            if (holder.isPresent() && holder.getAsLong() != self) {
                held.computeIfAbsent(holder.getAsLong(), key -> new TreeSet<>()).add(name);
            } else if (holder.isEmpty()) {
                stale(file, name, now, findings);
            }
        } catch (IOException e) {
            if (Files.exists(file)) {
                findings.add(new Finding(Severity.WARNING, file + " cannot be looked at (" + e + ").", ""));
            }
        }
    }

    private static void stale(Path file, String name, LockTable now, List<Finding> findings) throws IOException {
        String text = Files.size(file) > LONGEST_PID
                ? ""
                : Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            long process = Long.parseLong(text.substring(0, Math.min(text.length(), 18)));
            if (now.state(process) == LockTable.State.GONE) {
                findings.add(Finding.good(
                        name + " names process " + process + ", which is gone; whoever comes next takes it."));
            }
        }
    }

    private static Finding holder(long process, TreeSet<String> names, LockTable now) {
        String what = String.join(", ", names);
        if (process == 0) {
            return Finding.good("A process of another container or user holds " + what + ".");
        }
        return now.state(process) == LockTable.State.STOPPED
                ? new Finding(
                        Severity.WARNING,
                        "Process " + process + " was stopped, perhaps by Ctrl-Z, and holds " + what
                                + "; commands that need it wait or do without.",
                        "kill -CONT " + process)
                : Finding.good("Process " + process + " works on this home and holds " + what + ".");
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        addLocks(home.run(), files);
        addLocks(home.catalog(), files);
        add(home.store().resolve("lock"), files);
        add(home.packages().resolve(".ggen").resolve("lock"), files);
        return files;
    }

    private static void addLocks(Path folder, List<Path> files) {
        String @Nullable [] names = new File(folder.toString()).list();
        if (names != null) {
            for (String name : new TreeSet<>(List.of(names))) {
                if (name.endsWith(".lock") || name.equals("lock")) {
                    add(folder.resolve(name), files);
                }
            }
        }
    }

    private static void add(Path file, List<Path> files) {
        if (files.size() < MOST_LOCKS && Files.isRegularFile(file)) {
            files.add(file);
        }
    }
}
