package io.ggen.trust;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.identity.PublicKey;

/** Which publishers a name can be pinned to. */
final class Publishers {
    private Publishers() {}

    /** The publisher that {@code text} names. Refused unless that is {@code local} or the id of an Ed25519 key. */
    static PublisherId parse(String text) {
        PublisherId publisher = new PublisherId(text);
        if (!publisher.isLocal()) {
            PublicKey.ofId(publisher);
        }
        return publisher;
    }

    /** Refuses {@code publisher} unless it is {@code local} or the id of an Ed25519 key. */
    static void require(PublisherId publisher) {
        try {
            parse(publisher.value());
        } catch (ProblemException e) {
            throw Problem.usage(
                            "'" + Texts.shown(publisher.value()) + "' is not a publisher that a name can be pinned to:"
                                    + " that is 'local' or the id of an Ed25519 key, 52 characters that begin with 12D3KooW;"
                                    + " nothing was changed.")
                    .asException(e);
        }
    }
}
