package io.ggen.home;

import io.ggen.api.Texts;
import java.io.IOException;
import java.nio.file.Path;

/** A settings file that cannot be taken; its message is one sentence for the user. */
final class BrokenSettings extends IOException {
    private static final long serialVersionUID = 1;

    private BrokenSettings(String message) {
        super(message);
    }

    static BrokenSettings at(Path file, int line, int column, String why) {
        return new BrokenSettings(shown(file) + " is broken at line " + line + ", column " + column + ": "
                + Texts.shown(why, 160) + "; the file is left alone and counts as absent.");
    }

    static BrokenSettings whole(Path file, String why) {
        return new BrokenSettings(
                shown(file) + " " + Texts.shown(why, 160) + "; the file is left alone and counts as absent.");
    }

    private static String shown(Path file) {
        return Texts.shown(file.toString(), 300);
    }
}
