package io.ggen.libp2p;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails every test class after which buffers are found that nobody released. Found by JUnit as a service. */
public final class NoLeaks implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        check(LeakWatch.found());
    }

    static void check(List<String> leaks) {
        if (!leaks.isEmpty()) {
            throw new AssertionError(
                    "LEAK: " + leaks.size() + " buffers were not released, the first: " + leaks.get(0));
        }
    }
}
