package io.ggen.records;

import io.ggen.api.Digest;

/** Content that travels by its digest. */
final class Contents {
    private Contents() {}

    static void check(byte[] content, int largest, Digest sha256) {
        if (content.length > largest) {
            throw new RefusedException(new Refusal.TooLarge("the content", largest, content.length));
        }
        Digest found = Digest.sha256Of(content);
        if (!found.equals(sha256)) {
            throw RefusedException.rule("sha256", sha256.hex(), found.hex());
        }
    }
}
