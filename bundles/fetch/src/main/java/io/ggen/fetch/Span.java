package io.ggen.fetch;

/** Some leaves that follow each other: {@code count} of them from {@code first} on. */
record Span(int first, int count) {
    int end() {
        return first + count;
    }
}
