package io.ggen.home;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Examines the home: can it and its folders be written, are its settings sound, is {@code run/} private. */
final class HomeCheckup implements Checkup {
    private final Home home;
    private final Settings settings;

    HomeCheckup(Home home, Settings settings) {
        this.home = home;
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "home";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        String why = whyNot();
        if (why != null) {
            findings.add(broken(
                    home.root() + " cannot be written (" + why + "), so nothing can be installed or published.",
                    "GGEN_HOME=/a/folder/of/yours ggen doctor"));
        } else {
            findings.add(Finding.good(home.root() + " can be written."));
            folders(findings);
        }
        for (String sentence : settings.problems()) {
            findings.add(new Finding(Severity.WARNING, sentence, ""));
        }
        Finding run = run();
        if (run != null) {
            findings.add(run);
        }
        return findings;
    }

    /** {@code folder}, or what is nearest to it on the way up. */
    static @Nullable Path nearestThatExists(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    /** Why the home cannot be written; null if it can. */
    private @Nullable String whyNot() {
        Path there = nearestThatExists(home.root());
        if (there == null) {
            return "nothing is there";
        }
        if (!Files.isDirectory(there)) {
            return there + " is not a folder";
        }
        return Files.isWritable(there) ? null : "this user may not write to " + there;
    }

    private void folders(List<Finding> findings) {
        List<Path> ours = List.of(
                home.run(),
                home.deploy(),
                home.packages(),
                home.roots(),
                home.etc(),
                home.outbox(),
                home.published(),
                home.log());
        // whether these can be written is told by the parts that write them
        List<Path> ofOthers = List.of(home.store(), home.registry(), home.catalog(), home.keys());
        for (Path folder : ours) {
            folder(folder, true, findings);
        }
        for (Path folder : ofOthers) {
            folder(folder, false, findings);
        }
    }

    private static void folder(Path folder, boolean isOurs, List<Finding> findings) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            findings.add(broken(
                    folder + " is not a folder.",
                    "mv " + Texts.quoted(folder.toString()) + " " + Texts.quoted(folder + ".old")));
        } else if (isOurs && !Files.isWritable(folder)) {
            findings.add(broken(folder + " cannot be written.", "ls -ld " + Texts.quoted(folder.toString())));
        }
    }

    private @Nullable Finding run() {
        Path run = home.run();
        if (!Files.isDirectory(run)) {
            return null;
        }
        try {
            Set<PosixFilePermission> mode = Files.getPosixFilePermissions(run);
            String text = PosixFilePermissions.toString(mode);
            return text.endsWith("------")
                    ? Finding.good(run + " is closed to others.")
                    : broken(run + " is open to others (" + text + ").", "chmod 700 " + Texts.quoted(run.toString()));
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
