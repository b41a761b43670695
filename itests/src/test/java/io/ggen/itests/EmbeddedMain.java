package io.ggen.itests;

import io.ggen.api.Progress;
import io.ggen.api.Spec;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.InstallOptions;
import io.ggen.api.marketplace.InstallRequest;
import io.ggen.api.marketplace.Outcome;
import io.ggen.embedded.Ggen;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Started by {@link EmbeddedIT} in a JVM of its own: installs and finds a package. */
public final class EmbeddedMain {
    private EmbeddedMain() {}

    /** Argument: the home. */
    public static void main(String[] arguments) {
        List<Event> events = new CopyOnWriteArrayList<>();
        try (Ggen ggen = Ggen.open(Path.of(arguments[0]), events::add)) {
            Outcome outcome = ggen.marketplace()
                    .install(
                            new InstallRequest(
                                    List.of(Spec.parse("hello-world")),
                                    InstallOptions.into(ggen.home().packages())),
                            Progress.NONE);
            long found = ggen.catalog().search(Catalog.Query.of("language", 20)).total();
            System.out.println("installed " + outcome.installed().size() + ", found " + (found > 0 ? "some" : "nothing")
                    + ", heard " + (events.size() > 3 ? "events" : events) + "; parts from "
                    + ggen.marketplace().getClass().getModule() + ", " + Ggen.class.getModule());
        }
    }
}
