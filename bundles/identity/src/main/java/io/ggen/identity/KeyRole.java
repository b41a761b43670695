package io.ggen.identity;

/** What a key of a home is for. */
enum KeyRole {
    /** Peers know this host by it. */
    HOST("host", "put a copy of it back, or move the file away and this host gets a new name among its peers"),
    /** Signs this user's packages. */
    PUBLISHER("publisher", "put a copy of it back, since no other key can sign for the packages of this one");

    private final String word;
    private final String remedy;

    KeyRole(String word, String remedy) {
        this.word = word;
        this.remedy = remedy;
    }

    String word() {
        return word;
    }

    /** What helps if the file is lost or damaged, as the end of a sentence. */
    String remedy() {
        return remedy;
    }

    String fileName() {
        return word + ".pem";
    }
}
