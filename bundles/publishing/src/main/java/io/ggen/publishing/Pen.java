package io.ggen.publishing;

import io.ggen.api.Home;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.identity.Signer;
import io.ggen.api.publishing.Publishing.Signature;
import io.ggen.api.trust.Revocation;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that one operation signs with. The user's own is made when the first signature is asked for, and not before. */
final class Pen {
    private final Home home;
    private final Neighbours neighbours;
    private @Nullable Signer signer;
    private @Nullable PublicKey known;
    private boolean made;

    private Pen(Home home, Neighbours neighbours, @Nullable Signer signer, @Nullable PublicKey known) {
        this.home = home;
        this.neighbours = neighbours;
        this.signer = signer;
        this.known = known;
    }

    /** The key in {@code file}, or the user's own if that is null. Refused if it was revoked. */
    static Pen of(@Nullable Path file, Home home, Neighbours neighbours) {
        Signer given = file == null ? null : neighbours.identity().read(file);
        Pen pen = new Pen(
                home,
                neighbours,
                given,
                given == null ? neighbours.identity().publisherIfMade().orElse(null) : given.publicKey());
        pen.requireAlive();
        return pen;
    }

    private void requireAlive() {
        PublicKey key = known;
        Optional<Revocation> end =
                key == null ? Optional.empty() : neighbours.trust().flatMap(trust -> trust.revoked(key.id()));
        if (key != null && end.isPresent()) {
            String why = "The publisher key " + shown(key) + " was revoked on "
                    + end.get().revokedAt() + ", and nobody takes what it signs; nothing was published";
            throw (signer != null
                            ? Problem.of(
                                    why + ".",
                                    "openssl genpkey -algorithm ed25519 -out NEWFILE",
                                    "ggen publish DIR --key NEWFILE")
                            : Problem.of(
                                    why + ": once it is moved aside, the next publish makes a new one.",
                                    end.get().retire(home),
                                    "ggen publish DIR"))
                    .asException();
        }
    }

    /** Whose key it is, or null if it is yet to be made. */
    synchronized @Nullable PublisherId publisher() {
        return known == null ? null : known.id();
    }

    /** The key, made if need be. */
    synchronized Signer signer() {
        Signer now = signer;
        if (now == null) {
            now = neighbours.identity().publisher();
            made = known == null;
            known = now.publicKey();
            signer = now;
        }
        return now;
    }

    /** Which signatures this home has verified before. */
    SignatureMemo memo() {
        return neighbours.memo();
    }

    /** Who signs, or null if that is not known yet. */
    synchronized @Nullable Signature signature(@Nullable String record) {
        PublicKey key = known;
        return key == null ? null : new Signature(key.id(), key.fingerprint(), record, made ? home.keys() : null);
    }

    /** Tells of a new key where the operation that made it cannot, because it has failed. */
    synchronized void tellOfNewKey() {
        PublicKey key = known;
        if (made && key != null) {
            neighbours.warn("Your publisher key " + shown(key) + " was made in "
                    + Texts.shown(home.keys().toString(), 300)
                    + ": keep a copy of it, and write the record that can end it with 'ggen trust export FILE' today.");
        }
    }

    static String shown(PublicKey key) {
        return key + " (fingerprint " + key.fingerprint() + ")";
    }
}
