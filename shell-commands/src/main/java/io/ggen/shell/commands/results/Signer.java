package io.ggen.shell.commands.results;

import io.ggen.api.Texts;
import io.ggen.api.publishing.Publishing.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words about who signs. */
public final class Signer {
    private Signer() {}

    /** The publisher with what people compare. */
    public static String words(Signature signature) {
        return signature.publisher() + " (fingerprint " + signature.fingerprint() + ")";
    }

    /** What somebody must know whose key has just been made; empty if none was. */
    public static List<String> newKey(@Nullable Signature signature) {
        if (signature == null || signature.newKey() == null) {
            return List.of();
        }
        return List.of(
                "your publisher key was made in "
                        + Texts.shown(signature.newKey().toString(), 300) + ", fingerprint " + signature.fingerprint(),
                "no other key can sign for these packages, so keep a copy of it; and do this today, for the day it is lost"
                        + " or stolen: ggen trust export FILE");
    }
}
