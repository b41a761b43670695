package io.ggen.trust;

import io.ggen.api.Checkup;
import io.ggen.api.Home;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.RevocationExport;
import io.ggen.api.trust.Trust;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines whether this user could end a publisher key that is lost. Silent while there is no key. */
@Component
public final class ExportCheckup implements Checkup {
    private final Identity identity;
    private final RevocationExport export;
    private final Trust trust;
    private final Home home;

    /** Asks nothing yet. */
    @Activate
    public ExportCheckup(
            @Reference Identity identity,
            @Reference RevocationExport export,
            @Reference Trust trust,
            @Reference Home home) {
        this.identity = identity;
        this.export = export;
        this.trust = trust;
        this.home = home;
    }

    @Override
    public String subject() {
        return "publisher key";
    }

    @Override
    public List<Finding> examine() {
        try {
            Optional<PublicKey> key = identity.publisherIfMade();
            return key.isEmpty() ? List.of() : List.of(examine(key.get().id()));
        } catch (ProblemException e) {
            // a key file or a trust file that cannot be read is told by the examination of just that
            return List.of();
        }
    }

    private Finding examine(PublisherId id) {
        Optional<Revocation> end = trust.revoked(id);
        if (end.isPresent()) {
            return new Finding(
                    Severity.WARNING,
                    "This user's own key " + id + " was revoked on " + end.get().revokedAt()
                            + "; nobody installs what it signs. Once it is moved aside, the next publish makes a new one.",
                    end.get().retire(home));
        }
        return export.exported()
                ? Finding.good("A copy of the revocation record was exported.")
                : new Finding(
                        Severity.WARNING,
                        "No copy of the revocation record was ever exported; if the key " + id
                                + " is lost, nothing can end it.",
                        "ggen trust export FILE");
    }
}
