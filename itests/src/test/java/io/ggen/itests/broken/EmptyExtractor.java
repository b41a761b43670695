package io.ggen.itests.broken;

import io.ggen.api.extractor.Extractor;
import io.ggen.api.extractor.Limits;
import io.ggen.api.extractor.Tree;
import java.io.InputStream;
import java.nio.file.Path;

/** Answers nothing. */
public final class EmptyExtractor implements Extractor {
    @Override
    public int format() {
        return 77;
    }

    @Override
    @SuppressWarnings("NullAway")
    public Tree extract(InputStream archive, long size, String label, Path folder, Limits limits) {
        return null;
    }
}
