package io.ggen.fetch;

/** Why a peer was given up, for a sentence such as "2 of them were too slow". */
enum Why {
    UNREACHED("could not be reached"),
    ABSENT("did not have it"),
    OTHER("had something else under this digest"),
    LIST("sent a list of leaves that does not fit the release"),
    BUSY("had no time"),
    REFUSED("refused"),
    STALLED("stalled"),
    BROKE("broke the rules"),
    FORGED("sent wrong bytes");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
