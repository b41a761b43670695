package io.ggen.api;

import org.jspecify.annotations.Nullable;

/**
 * What a user asks for: {@code [@PUBLISHER/][SCOPE/]NAME[@RANGE]}.
 *
 * @param publisher whose package, or null if the user did not say
 * @param name which package
 * @param range which versions; {@link Range#LATEST} if the user did not say
 */
public record Spec(@Nullable PublisherId publisher, PackageName name, Range range) {
    /** Reads a spec. Throws {@link ProblemException} (usage) that says which part is wrong. */
    public static Spec parse(String text) {
        PublisherId publisher = null;
        String rest = text;
        if (text.startsWith("@")) {
            int slash = text.indexOf('/');
            if (slash < 0) {
                throw Problem.usage("'" + Texts.shown(text) + "' names a publisher but no package;"
                                + " a spec is [@PUBLISHER/][SCOPE/]NAME[@RANGE].")
                        .asException();
            }
            publisher = new PublisherId(text.substring(1, slash));
            rest = text.substring(slash + 1);
        }
        int at = rest.indexOf('@');
        PackageName name = new PackageName(at < 0 ? rest : rest.substring(0, at));
        if (at >= 0 && rest.substring(at + 1).isBlank()) {
            throw Problem.usage("'" + Texts.shown(text) + "' has nothing after its last '@'; leave the '@' out for the"
                            + " latest version.")
                    .asException();
        }
        return new Spec(publisher, name, at < 0 ? Range.LATEST : Range.parse(rest.substring(at + 1)));
    }

    /** This request as a dependency, for the resolver. */
    public Dependency asDependency() {
        return new Dependency(name, publisher, range);
    }

    @Override
    public String toString() {
        String prefix = publisher == null ? "" : "@" + publisher + "/";
        return prefix + name + (range.equals(Range.LATEST) ? "" : "@" + range);
    }
}
