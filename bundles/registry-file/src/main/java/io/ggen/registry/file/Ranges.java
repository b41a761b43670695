package io.ggen.registry.file;

import io.ggen.api.Range;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads ranges, the common ones once: most packages say one of a few, and reading one costs more than the rest of a line. */
final class Ranges {
    private static final int MOST = 1_000;
    private static final Map<String, Range> KNOWN = new ConcurrentHashMap<>();

    private Ranges() {}

    /** What {@link Range#parse} answers. */
    static Range parse(String text) {
        Range known = KNOWN.get(text);
        if (known == null) {
            known = Range.parse(text);
            if (KNOWN.size() < MOST) {
                KNOWN.put(text, known);
            }
        }
        return known;
    }
}
