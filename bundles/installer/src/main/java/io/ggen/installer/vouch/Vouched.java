package io.ggen.installer.vouch;

import io.ggen.api.Problem;
import io.ggen.api.Release;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import io.ggen.records.ReleaseRecord;

/** A signed record that was checked, and is about the release at hand. */
public final class Vouched {
    private final byte[] envelope;
    private final ReleaseRecord record;

    Vouched(byte[] envelope, ReleaseRecord record) {
        this.envelope = envelope;
        this.record = record;
    }

    /** The record as it was signed. */
    public byte[] envelope() {
        return envelope;
    }

    /** What the archive may grow to: exactly what was signed, and in the form that every archive has. */
    public Limits limits() {
        Limits usual = Limits.DEFAULT;
        return new Limits(
                record.archive().expanded(),
                (int) Math.min(Integer.MAX_VALUE, record.archive().entries()),
                usual.depth(),
                usual.path(),
                usual.component(),
                usual.metadata(),
                usual.ratio(),
                usual.ratioFrom());
    }

    /** Throws unless {@code tree} is as large as was signed. */
    public void check(Release release, Tree tree, String state) {
        long expanded = tree.expanded();
        int entries = tree.entries().size();
        if (expanded != record.archive().expanded()
                || entries != record.archive().entries()) {
            throw Problem.of("The archive of " + release.id() + " holds " + expanded + " bytes in " + entries
                            + " entries, but " + Standing.shown(release.publisher()) + " signed "
                            + record.archive().expanded() + " bytes in "
                            + record.archive().entries() + " entries; " + state + ".")
                    .asException();
        }
    }
}
