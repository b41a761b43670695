package io.ggen.launcher.resident;

import java.time.Duration;

/**
 * What a peer on the socket can make grow.
 *
 * @param served commands served at once; who comes when so many run, runs by itself
 * @param connections connections at once, those that only ask or stop the host included
 * @param request bytes of a request
 * @param frame bytes of any other frame
 * @param unread bytes of output that wait for a slow reader, before the command that prints them waits too
 * @param hello how long a client may take from connecting to its command's start
 * @param answer how long a client waits for the host to take its command, before it runs by itself
 * @param goodbye how long commands that are cancelled because the host ends may take to leave
 */
public record Limits(
        int served,
        int connections,
        int request,
        int frame,
        int unread,
        Duration hello,
        Duration answer,
        Duration goodbye) {
    /** The most arguments of a command, and as many values of its environment. */
    static final int TEXTS = 1 << 16;

    /** Those of the distribution. */
    public static final Limits USUAL = new Limits(
            16, 32, 4 << 20, 1 << 16, 256 << 10, Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5));
}
