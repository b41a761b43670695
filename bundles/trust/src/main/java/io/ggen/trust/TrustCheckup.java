package io.ggen.trust;

import io.ggen.api.Checkup;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.trust.Pin;
import io.ggen.api.trust.Revocation;
import io.ggen.api.trust.Trust;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Examines {@code trust.json}: can it be read, are its revocations genuine, is a name pinned to a key that has ended. */
@Component
public final class TrustCheckup implements Checkup {
    private static final int MOST_TOLD = 20;

    private final Trust trust;

    /** Asks nothing yet. */
    @Activate
    public TrustCheckup(@Reference Trust trust) {
        this.trust = trust;
    }

    @Override
    public String subject() {
        return "trust";
    }

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try {
            Collection<Pin> pins = trust.pins().values();
            Map<PublisherId, Revocation> ended = new HashMap<>();
            for (Revocation revocation : trust.revocations()) {
                ended.put(revocation.publisher(), revocation);
            }
            findings.add(Finding.good(HomeTrust.FILE + " can be read: " + count(pins.size(), "name is", "names are")
                    + " pinned, " + count(ended.size(), "key", "keys") + " revoked."));
            int told = 0;
            for (Pin pin : pins) {
                Revocation end = ended.get(pin.publisher());
                if (end != null && told++ < MOST_TOLD) {
                    findings.add(new Finding(Severity.WARNING, sentence(pin, end), "ggen trust remove " + pin.name()));
                }
            }
            if (told > MOST_TOLD) {
                findings.add(new Finding(
                        Severity.WARNING,
                        told - MOST_TOLD + " more names are pinned to keys that were revoked.",
                        "ggen trust list"));
            }
        } catch (ProblemException e) {
            findings.add(new Finding(Severity.BROKEN, e.problem().message(), ""));
        }
        return findings;
    }

    private static String sentence(Pin pin, Revocation end) {
        return pin.name() + " is pinned to " + pin.publisher() + ", whose key was revoked on " + end.revokedAt()
                + (end.successor() == null ? "." : "; it named " + end.successor() + " as successor.");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
