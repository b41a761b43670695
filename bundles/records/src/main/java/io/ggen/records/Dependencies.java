package io.ggen.records;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PublisherId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a release needs: the list itself or, where a record cannot hold it, the digest of the list as content of its own. A
 * name stands in it once; its publisher may be missing. The content is the canonical JSON of the same object
 * {@code {NAME: {range, publisher}}}.
 */
public sealed interface Dependencies {
    /** The largest list as content of its own, in bytes. */
    int LARGEST_CONTENT = 1024 * 1024;

    /** The list, in the order of names. */
    record Listed(List<Dependency> dependencies) implements Dependencies {
        /** Copies the list, in the order of names; a {@code local} publisher is left out, since it means another one elsewhere. */
        public Listed {
            List<Dependency> sorted = new ArrayList<>(dependencies.size());
            for (Dependency dependency : dependencies) {
                PublisherId publisher = dependency.publisher();
                sorted.add(
                        publisher != null && publisher.isLocal()
                                ? new Dependency(dependency.name(), dependency.range())
                                : dependency);
            }
            if (!isOrdered(sorted)) {
                sorted.sort((a, b) -> a.name().compareTo(b.name()));
            }
            for (int i = 1; i < sorted.size(); i++) {
                if (sorted.get(i).name().equals(sorted.get(i - 1).name())) {
                    throw new IllegalArgumentException(sorted.get(i).name() + " is listed twice");
                }
            }
            dependencies = List.copyOf(sorted);
        }

        private static boolean isOrdered(List<Dependency> dependencies) {
            for (int i = 1; i < dependencies.size(); i++) {
                if (dependencies.get(i - 1).name().compareTo(dependencies.get(i).name()) > 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public JsonValue.Members toJson() {
            MemberWriter object = new MemberWriter();
            for (Dependency dependency : dependencies) {
                MemberWriter needed =
                        new MemberWriter().text("range", dependency.range().toString());
                if (dependency.publisher() != null) {
                    needed.text("publisher", dependency.publisher().value());
                }
                object.object(dependency.name().value(), needed.members());
            }
            return object.members();
        }

        /** The list as content of its own. */
        public byte[] content() {
            return CanonicalJson.write(toJson());
        }
    }

    /** A list kept elsewhere, under its digest. */
    record Elsewhere(Digest sha256) implements Dependencies {
        @Override
        public JsonValue.Members toJson() {
            return new MemberWriter().digest("sha256", sha256).members();
        }

        /** The list, from the content that this digest names; other content is refused. */
        public Opened<Listed> open(byte[] content) {
            try {
                Contents.check(content, LARGEST_CONTENT, sha256);
                return new Opened.Accepted<>(
                        DependencyReader.list(new MemberReader("dependencies", CanonicalJson.readObject(content))));
            } catch (RefusedException e) {
                return new Opened.Refused<>(e.refusal());
            }
        }
    }

    /** The object that stands in a release. */
    JsonValue.Members toJson();
}
