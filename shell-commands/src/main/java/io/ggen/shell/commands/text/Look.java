package io.ggen.shell.commands.text;

import java.nio.charset.Charset;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of some text can see.
 *
 * @param colours whether colours are welcome
 * @param width columns of the terminal, or 0 if lines may be of any length
 * @param unicode whether more than ASCII arrives
 * @param inShell whether commands are typed at the Gogo shell's prompt
 * @param zone whose time to show, or null for the system's
 */
public record Look(
        boolean colours,
        int width,
        boolean unicode,
        boolean inShell,
        @Nullable ZoneId zone) {
    /** Plain ASCII of any width, for pipes and files. */
    public static final Look PLAIN = new Look(false, 0, false, false, null);

    /** Whether text in this system's own charset can hold more than ASCII. */
    public static boolean unicodeByDefault() {
        return Charset.defaultCharset().newEncoder().canEncode('├');
    }

    /**
     * How a command is typed here: {@code ggen host use …} at the system's prompt, {@code host:use …} at the Gogo shell's,
     * whichever of the two {@code line} is. What is no command of ggen stays as it is.
     */
    public String command(String line) {
        if (!inShell) {
            boolean isScoped = line.startsWith("ggen:")
                    || line.startsWith("host:")
                    || line.startsWith("registry:")
                    || line.startsWith("p2p:")
                    || line.startsWith("trust:");
            return isScoped ? "ggen " + line : line;
        }
        if (!line.startsWith("ggen ")) {
            return line;
        }
        String rest = line.substring(5);
        for (String scope : new String[] {"registry ", "p2p ", "host ", "trust "}) {
            if (rest.startsWith(scope)) {
                return scope.strip() + ":" + rest.substring(scope.length());
            }
        }
        return rest;
    }
}
