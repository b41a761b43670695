package io.ggen.api;

/**
 * The bytes of a release: a gzipped tar file.
 *
 * @param digest of the file as stored; always SHA-256
 * @param size of the file as stored, in bytes
 */
public record Archive(Digest digest, long size) {
    /** Throws {@link ProblemException} if the digest is not SHA-256 or the size is negative. */
    public Archive {
        if (digest.algorithm() != Digest.Algorithm.SHA256 || size < 0) {
            throw Problem.of("An archive needs a SHA-256 digest and a size, found " + digest + " and " + size + ".")
                    .asException();
        }
    }
}
