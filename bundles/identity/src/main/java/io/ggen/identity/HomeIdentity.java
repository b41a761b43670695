package io.ggen.identity;

import io.ggen.api.Home;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The keys in {@code keys/} of one home. */
@Component
public final class HomeIdentity implements Identity {
    private final KeptKey host;
    private final KeptKey publisher;

    /** Keeps the paths; reads and makes nothing yet. */
    @Activate
    public HomeIdentity(@Reference Home home) {
        this(home.keys(), new SecureSeeds());
    }

    HomeIdentity(Path folder, Seeds seeds) {
        host = new KeptKey(KeyRole.HOST, folder, seeds);
        publisher = new KeptKey(KeyRole.PUBLISHER, folder, seeds);
    }

    @Override
    public Signer host() {
        return host.readOrMake();
    }

    @Override
    public Signer publisher() {
        return publisher.readOrMake();
    }

    @Override
    public Optional<PublicKey> publisherIfMade() {
        return publisher.publicKeyIfMade();
    }

    @Override
    public Signer read(Path keyFile) {
        return KeyFile.read(keyFile, "").signer();
    }
}
