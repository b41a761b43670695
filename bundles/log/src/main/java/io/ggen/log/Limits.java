package io.ggen.log;

/**
 * How much of anything the log takes, so that nobody can fill a disk or a heap through it.
 *
 * @param fileBytes a file is put aside once it is this long
 * @param files how many files there are, the one in use included
 * @param burst lines of one logger at once
 * @param perMinute lines of one logger in a minute, in the long run
 * @param loggers loggers whose lines are counted, those least lately heard go first
 * @param waiting lines that wait for the disk; what comes then is left out
 * @param lineCharacters characters of one line, its exception included
 * @param frames frames told of one stack trace
 * @param causes causes told of one exception
 */
record Limits(
        long fileBytes,
        int files,
        int burst,
        int perMinute,
        int loggers,
        int waiting,
        int lineCharacters,
        int frames,
        int causes) {
    /** What a host has unless its settings say otherwise. */
    static final Limits USUAL = new Limits(2L << 20, 5, 200, 60, 256, 1024, 8_192, 30, 5);

    private static final int MOST_FILES = 100;
    private static final long SMALLEST = 64L << 10;
    private static final long LARGEST = 1L << 30;

    /** These limits with the bytes and the number of files that an operator wants, as far as they make sense. */
    Limits withFiles(long bytes, int count) {
        return new Limits(
                Math.max(SMALLEST, Math.min(LARGEST, bytes)),
                Math.max(1, Math.min(MOST_FILES, count)),
                burst,
                perMinute,
                loggers,
                waiting,
                lineCharacters,
                frames,
                causes);
    }
}
