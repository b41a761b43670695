package io.ggen.identity;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.identity.SignatureMemo;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The memo in {@code catalog/} of one home. */
@Component
public final class HomeSignatureMemo implements SignatureMemo {
    /** With the number of the rules by which signatures were judged: other rules, another file. */
    private static final String FILE = "verified-1";

    private final MemoTable table;

    /** Keeps the path; opens nothing yet. */
    @Activate
    public HomeSignatureMemo(@Reference Home home) {
        table = new MemoTable(home.catalog().resolve(FILE));
    }

    @Override
    public boolean isKnown(Digest envelope) {
        return table.isKnown(envelope);
    }

    @Override
    public void remember(Digest envelope) {
        table.remember(envelope);
    }

    @Deactivate
    void close() {
        table.close();
    }
}
