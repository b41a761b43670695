package io.ggen.api.identity;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The private keys of this home. Usable by many threads; the first call of each method reads or makes a file and may block.
 * Every failure is a {@link io.ggen.api.ProblemException} that names the file; none leaves half a key behind.
 */
@ProviderType
public interface Identity {
    /** The key by which peers know this host. Made when first needed; two processes that need it at once get the same one. */
    Signer host();

    /** The key that signs this user's packages, apart from the host's. Made when first needed, like {@link #host()}. */
    Signer publisher();

    /** The public half of {@link #publisher()}, or empty if that was never needed. Makes nothing. */
    Optional<PublicKey> publisherIfMade();

    /** The key in another file, which is read now and never written. */
    Signer read(Path keyFile);
}
