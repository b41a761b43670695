package io.ggen.identity;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.api.identity.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines the key files of a home: are they private, can they be read, do their halves belong together. */
@Component
public final class KeysCheckup implements Checkup {
    private final Path folder;

    /** Touches nothing on the disk. */
    @Activate
    public KeysCheckup(@Reference Home home) {
        folder = home.keys();
    }

    @Override
    public String subject() {
        return "keys";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        if (Files.exists(folder)) {
            examineFolder(findings);
            for (KeyRole role : KeyRole.values()) {
                examine(role, findings);
            }
        }
        if (findings.isEmpty()) {
            findings.add(Finding.good("There are no keys yet; the first publish makes one."));
        }
        return findings;
    }

    private void examineFolder(List<Finding> findings) {
        try {
            String mode = Permissions.of(folder);
            if (!Permissions.isPrivate(mode)) {
                Severity severity = Permissions.isWritableByOthers(mode) ? Severity.BROKEN : Severity.WARNING;
                findings.add(new Finding(
                        severity,
                        folder + " is open to others (" + mode + ").",
                        "chmod 700 " + Texts.quoted(folder.toString())));
            }
        } catch (IOException e) {
            findings.add(new Finding(Severity.BROKEN, folder + " cannot be looked at (" + e + ").", ""));
        }
    }

    private void examine(KeyRole role, List<Finding> findings) {
        Path file = folder.resolve(role.fileName());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            PublicKey key = KeyFile.read(file, role.remedy()).signer().publicKey();
            findings.add(Finding.good("The " + role.word() + " key " + key + " (fingerprint " + key.fingerprint()
                    + ") is whole and private."));
        } catch (ProblemException e) {
            Problem problem = e.problem();
            String next = problem.next().isEmpty() ? "" : problem.next().get(0);
            findings.add(new Finding(Severity.BROKEN, problem.message(), next));
        }
    }
}
