package io.ggen.extractor;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;

/** The extractor of a host without a framework. */
public final class ExtractorKit implements Kit {
    @Override
    public void fill(Workbench bench) {
        TarExtractor extractor = new TarExtractor();
        bench.fill("tar", 0, extractor);
        bench.atEnd(extractor::close);
    }
}
