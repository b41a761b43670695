package io.ggen.registry.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Passes on a sentence the first time it comes, as far back as it remembers. */
final class Once implements Consumer<String> {
    private static final int REMEMBERED = 500;

    private final Consumer<String> to;
    private final Map<String, Boolean> said = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    Once(Consumer<String> to) {
        this.to = to;
    }

    @Override
    public void accept(String sentence) {
        boolean isNew;
        synchronized (said) {
            isNew = said.put(sentence, true) == null;
        }
        if (isNew) {
            to.accept(sentence);
        }
    }
}
