package io.ggen.shell.commands.universe;

import io.ggen.api.PackageName;
import io.ggen.api.registry.Answer;
import io.ggen.api.resolver.KnownReleases;
import io.ggen.api.resolver.Question;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A question and all the releases there are to answer it with, each of them on this machine. A name that is not among them
 * is absent.
 *
 * @param name what its author calls it
 * @param question what to resolve
 * @param releases what is known, by name
 */
public record Universe(String name, Question question, Map<PackageName, Answer> releases) implements KnownReleases {
    @Override
    public Map<PackageName, Answer> of(Set<PackageName> names) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName each : names) {
            answers.put(each, releases.getOrDefault(each, Answer.ABSENT));
        }
        return answers;
    }
}
