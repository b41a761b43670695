package io.ggen.installer.vouch;

import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.plugins.CodeHost;
import io.ggen.api.trust.Trust;
import java.util.Optional;

/** The services that know whom this user trusts, which key is the user's own, and how code is run. Asked only where that matters. */
public interface Neighbours {
    /** A host that pins nothing and has no key. */
    Neighbours NONE = new Neighbours() {
        @Override
        public Optional<Trust> trust() {
            return Optional.empty();
        }

        @Override
        public Optional<Identity> identity() {
            return Optional.empty();
        }
    };

    /** Whom this user trusts, if this host knows. */
    Optional<Trust> trust();

    /** The keys of this home, if it has any. */
    Optional<Identity> identity();

    /** Which signatures this home has verified before. */
    default SignatureMemo memo() {
        return SignatureMemo.NONE;
    }

    /** Whoever runs the code of packages in this process, if anybody can. */
    default Optional<CodeHost> codeHost() {
        return Optional.empty();
    }
}
