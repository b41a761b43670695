package io.ggen.registry.p2p;

import io.ggen.api.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Whether this home knows anybody to dial: peers of earlier runs, or some that are configured. Only looks. */
final class PeersKnown implements BooleanSupplier {
    private static final int LARGEST = 1 << 20;

    private final Path remembered;
    private final Path settings;

    PeersKnown(Home home) {
        remembered = home.root().resolve("peers.json");
        settings = home.etc().resolve("io.ggen.node.json");
    }

    @Override
    public boolean getAsBoolean() {
        return names(remembered) || names(settings);
    }

    /** Each address of a peer ends in {@code /p2p/ID}; a list of such addresses is all that either file would have one for. */
    private static boolean names(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.size(file) <= LARGEST
                    && Files.readString(file).contains("12D3KooW");
        } catch (IOException e) {
            return false;
        }
    }
}
