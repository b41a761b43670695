package io.ggen.publishing;

/** Where something stands in a file; both numbers count from 1. */
record Place(int line, int column) {
    static final Place START = new Place(1, 1);
}
