package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examines the home: can it be written, is there room, which Java runs, are its settings sound, is {@code run/} private. */
final class HomeCheckup implements Checkup {
    static final long TOO_LITTLE = 50L << 20;
    static final long LITTLE = 1L << 30;
    private static final int OLDEST_JAVA = 17;

    private final Home home;
    private final Settings settings;
    private final Machine machine;

    HomeCheckup(Home home, Settings settings, Machine machine) {
        this.home = home;
        this.settings = settings;
        this.machine = machine;
    }

    /** What the home stands on. */
    interface Machine {
        long freeBytes(Path folder) throws IOException;

        int javaFeature();

        /** This machine. */
        Machine THIS = new Machine() {
            @Override
            public long freeBytes(Path folder) throws IOException {
                return Files.getFileStore(folder).getUsableSpace();
            }

            @Override
            public int javaFeature() {
                return Runtime.version().feature();
            }
        };
    }

    @Override
    public String subject() {
        return "home";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        Path there = nearestThatExists(home.root());
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            findings.add(broken(home.root() + " cannot be written; set GGEN_HOME to a folder of yours.", ""));
        } else {
            findings.add(Finding.good(home.root() + " can be written."));
            findings.add(room(there));
        }
        findings.add(java());
        for (String sentence : settings.problems()) {
            findings.add(new Finding(Severity.WARNING, sentence, ""));
        }
        Finding run = run();
        if (run != null) {
            findings.add(run);
        }
        return findings;
    }

    private static @Nullable Path nearestThatExists(Path folder) {
        Path there = folder;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private Finding room(Path there) {
        long free;
        try {
            free = machine.freeBytes(there);
        } catch (IOException e) {
            return new Finding(
                    Severity.WARNING, "how much room is left at " + there + " cannot be told (" + e + ").", "");
        }
        String sentence = (free >> 20) + " MiB are left at " + there + ".";
        if (free < TOO_LITTLE) {
            return broken(sentence, "ggen gc");
        }
        return free < LITTLE ? new Finding(Severity.WARNING, sentence, "ggen gc") : Finding.good(sentence);
    }

    private Finding java() {
        int feature = machine.javaFeature();
        return feature < OLDEST_JAVA
                ? broken("Java " + feature + " runs this; Java " + OLDEST_JAVA + " is needed.", "")
                : Finding.good("Java " + feature + " runs this.");
    }

    private @Nullable Finding run() {
        Path run = home.run();
        if (Files.notExists(run)) {
            return null;
        }
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(run);
            String text = PosixFilePermissions.toString(mode);
            return text.endsWith("------")
                    ? Finding.good(run + " is closed to others.")
                    : broken(run + " is open to others (" + text + ").", "chmod 700 " + run);
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (IOException e) {
            return broken(run + " cannot be looked at (" + e + ").", "");
        }
    }

    private static Finding broken(String sentence, String next) {
        return new Finding(Severity.BROKEN, sentence, next);
    }
}
