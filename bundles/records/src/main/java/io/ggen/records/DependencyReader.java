package io.ggen.records;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import java.util.ArrayList;
import java.util.List;

/** Reads the {@code dependencies} of a release. */
final class DependencyReader {
    private DependencyReader() {}

    /** Takes a list out of a release; unknown members stay behind. */
    static Dependencies read(MemberReader in) {
        return in.hasText("sha256") ? new Dependencies.Elsewhere(in.sha256("sha256")) : list(in);
    }

    static Dependencies.Listed list(MemberReader in) {
        List<String> names = in.names();
        List<Dependency> list = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            PackageName needed = in.packageName(name, name);
            MemberReader entry = in.object(name);
            PublisherId publisher = entry.has("publisher") ? entry.publisher("publisher") : null;
            list.add(new Dependency(needed, publisher, entry.range("range")));
            in.putBack(name, entry);
        }
        return new Dependencies.Listed(list);
    }
}
