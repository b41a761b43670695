package io.ggen.api.marketplace;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operation did to a target, or would do if it was a dry run.
 *
 * @param installed what is there now and was not, or was in another version, in the order it was installed
 * @param unchanged what was there before and still is
 * @param removed what is gone
 * @param generation the current generation now; 0 if there is none
 */
public record Outcome(List<Item> installed, List<Item> unchanged, List<Item> removed, int generation) {
    /** Copies the lists. */
    public Outcome {
        installed = List.copyOf(installed);
        unchanged = List.copyOf(unchanged);
        removed = List.copyOf(removed);
    }

    /**
     * One package.
     *
     * @param path where it is, or was, for users of the target
     * @param direct whether the user asked for it
     * @param previous the version it replaced, or null
     * @param reason why it got another version although nobody asked for that, as half a sentence: "x 2.0.0 depends on
     *     b ^1.2.0"; else empty text
     */
    public record Item(
            PackageName name,
            Version version,
            PublisherId publisher,
            Path path,
            boolean direct,
            @Nullable Version previous,
            String reason) {
        /** An item without a reason. */
        public Item(
                PackageName name,
                Version version,
                PublisherId publisher,
                Path path,
                boolean direct,
                @Nullable Version previous) {
            this(name, version, publisher, path, direct, previous, "");
        }
    }
}
