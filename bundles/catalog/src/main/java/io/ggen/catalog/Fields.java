package io.ggen.catalog;

/** The fields of a document, one document for each package of a publisher; and what a commit says about itself. */
final class Fields {
    /** The form of the index. Another one is thrown away, so raise it with every change to what is indexed. */
    static final String FORMAT = "1";

    /** The whole name, as it is. */
    static final String NAME = "name";

    /** The publisher, as it is; for sorting only. */
    static final String PUBLISHER = "publisher";

    /** Letters and digits of the name, with its scope and without. */
    static final String KEY = "key";

    /** The beginnings of every {@link #KEY}. */
    static final String KEY_START = "key-start";

    /** Words of all texts, each with the sum of the weights of the texts that have it. */
    static final String WORD = "word";

    /** The beginnings of the words of all texts but the description, weighted likewise. */
    static final String WORD_START = "word-start";

    static final String CATEGORY = "category";
    static final String TAG = "tag";
    static final String AUTHOR = "author";

    /** The publisher, folded; for filtering. */
    static final String BY = "by";

    /** The ids of the registries that have the package. */
    static final String SOURCE = "source";

    /** There if every release is yanked. */
    static final String YANKED = "yanked";

    /** What a hit shows. */
    static final String ENTRY = "entry";

    /** Longest beginning in {@link #KEY_START}; longer ones are few, and looked up in {@link #KEY}. */
    static final int LONGEST_KEY_START = 10;

    /** Shortest beginning in {@link #WORD_START}; shorter ones would match everything. */
    static final int SHORTEST_WORD_START = 3;

    /** Longest beginning in {@link #WORD_START}; whoever types more is taken at these. */
    static final int LONGEST_WORD_START = 16;

    private Fields() {}
}
