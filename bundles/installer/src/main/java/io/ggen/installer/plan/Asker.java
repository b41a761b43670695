package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.Release;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.Question;
import io.ggen.api.resolver.Resolution;
import java.util.Map;
import java.util.Set;

/** Who can be asked while a plan is made: the resolver in office and all registries. */
public interface Asker {
    /** What the resolver says to {@code question}. */
    Resolution ask(Question question) throws InterruptedException;

    /** What registries know of {@code names}. */
    Map<PackageName, Answer> known(Set<PackageName> names) throws InterruptedException;

    /** Whether the bytes of {@code release} are on this machine. */
    boolean isHere(Release release);
}
