package io.ggen.embedded;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made for the first who asks, and kept; made anew for the next if making it failed. */
final class Once<S> implements Supplier<S> {
    private final Supplier<? extends S> maker;
    private @Nullable S made;

    Once(Supplier<? extends S> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized S get() {
        S known = made;
        if (known == null) {
            known = maker.get();
            made = known;
        }
        return known;
    }
}
