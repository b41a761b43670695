package io.ggen.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Initializes those classes of Lucene that tell the console, on most JDKs, that vectors would be faster elsewhere. We have
 * no vectors. Only while they load are their loggers quiet, and only those nobody has configured.
 */
final class QuietLucene {
    private static final List<String> TALKATIVE = List.of(
            "org.apache.lucene.internal.vectorization.VectorizationProvider",
            "org.apache.lucene.util.HotspotVMOptions",
            "org.apache.lucene.util.Constants");

    static {
        List<Logger> quiet = new ArrayList<>();
        for (String name : TALKATIVE) {
            Logger logger = Logger.getLogger(name);
            if (logger.getLevel() == null) {
                logger.setLevel(Level.OFF);
                quiet.add(logger);
            }
        }
        try {
            ClassLoader lucene = QuietLucene.class.getClassLoader();
            Class.forName("org.apache.lucene.util.Constants", true, lucene);
            Class.forName("org.apache.lucene.util.VectorUtil", true, lucene);
        } catch (ClassNotFoundException e) {
            throw new LinkageError("Lucene is not whole", e);
        } finally {
            for (Logger logger : quiet) {
                logger.setLevel(null);
            }
        }
    }

    private QuietLucene() {}

    /** Makes sure that the classes are loaded; does nothing the second time. */
    static void load() {}
}
