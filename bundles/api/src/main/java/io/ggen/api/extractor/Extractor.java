package io.ggen.api.extractor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Unpacks archives that nobody trusts. A role: implementations register it as a service with
 * {@code ggen.role=extractor} and {@code ggen.name=NAME}. Safe for use by many threads.
 */
@ConsumerType
public interface Extractor {
    /** The role's name in {@code host:services} and {@code host:use}. */
    String ROLE = "extractor";

    /** The version of the rules that turn an archive into a tree. Two extractors with the same number make the same tree. */
    int format();

    /**
     * Unpacks a gzipped tar file into {@code folder}, which exists and is empty. An archive that breaks a rule of the
     * format or a limit is refused with a {@link io.ggen.api.ProblemException} that names the entry and the rule; the
     * folder may then hold leftovers, which the caller deletes. Ends early with that exception (cancelled) when the
     * thread is interrupted.
     *
     * @param archive the bytes, already verified against their digest; read to their end, not closed
     * @param size how many bytes {@code archive} has
     * @param label what the archive is called in messages: {@code NAME@VERSION}
     * @return what was written
     * @throws IOException if the disk, not the archive, is to blame
     */
    Tree extract(InputStream archive, long size, String label, Path folder, Limits limits) throws IOException;
}
