package io.ggen.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what users should know although no operation of theirs is the cause, such as "the index of hello was damaged and
 * has been built again". Every service of this type is told; the shell registers one that prints to stderr. Called from
 * any thread; must return at once.
 */
@ConsumerType
public interface Notices {
    /** One sentence, fit to follow {@code warning: }. */
    void warning(String sentence);
}
