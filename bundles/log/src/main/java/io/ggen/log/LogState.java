package io.ggen.log;

import java.nio.file.Path;

/**
 * How the log is.
 *
 * @param file where it is written
 * @param errors how many errors this process has logged
 * @param lastError what the last of them said, or empty text
 * @param trouble why the last line could not be written, or empty text
 */
record LogState(Path file, long errors, String lastError, String trouble) {}
