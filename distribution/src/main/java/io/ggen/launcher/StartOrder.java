package io.ggen.launcher;

import java.nio.file.Path;
import java.util.Comparator;

/**
 * Settings before ConfigAdmin, ConfigAdmin before the components' runtime, that before all others, so that each component
 * is activated once; then by name. A class, not a lambda: the first lambda of a process costs 20 ms.
 */
final class StartOrder implements Comparator<Path> {
    static final StartOrder INSTANCE = new StartOrder();

    private static final String[] FIRST = {"io.ggen.home-", "org.apache.felix.configadmin-", "org.apache.felix.scr-"};

    private StartOrder() {}

    @Override
    public int compare(Path a, Path b) {
        int order = Integer.compare(rank(a), rank(b));
        return order != 0 ? order : a.compareTo(b);
    }

    private static int rank(Path jar) {
        String name = jar.getFileName().toString();
        for (int i = 0; i < FIRST.length; i++) {
            if (name.startsWith(FIRST[i])) {
                return i;
            }
        }
        return FIRST.length;
    }
}
