package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file that describes a package folder: which one it is, its text, and how a problem with it is told. */
record ManifestFile(Path folder, String name) {
    /** The most bytes a manifest may have. */
    static final int LARGEST = 1 << 20;

    static final String OURS = "package.json";

    private static final List<String> ORIGINAL = List.of("package.toml", "pack.toml", "gpack.toml");

    /** The manifest of {@code folder}, or null if there is none. Refused if two of the original tool's are there. */
    static @Nullable ManifestFile in(Path folder) {
        String found = null;
        for (String name : ORIGINAL) {
            if (!Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (found != null) {
                throw Problem.of(shown(folder) + " has two manifests, " + found + " and " + name
                                + ", and only one can be right; nothing was changed.")
                        .asException();
            }
            found = name;
        }
        if (found == null && Files.exists(folder.resolve(OURS), LinkOption.NOFOLLOW_LINKS)) {
            found = OURS;
        }
        return found == null ? null : new ManifestFile(folder, found);
    }

    /** The manifest of {@code folder}; refused if there is none. */
    static ManifestFile of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Problem.of((Files.exists(folder)
                                    ? shown(folder) + " is not a folder"
                                    : "There is no folder " + shown(folder))
                            + "; nothing was changed.")
                    .asException();
        }
        ManifestFile found = in(folder);
        if (found == null) {
            throw Problem.of(
                            shown(folder) + " has no manifest (package.json, or package.toml, pack.toml or gpack.toml"
                                    + " of the original tool); nothing was changed.",
                            "ggen init " + Texts.quoted(folder.toString()))
                    .asException();
        }
        return found;
    }

    static String shown(Path path) {
        return Texts.shown(path.toString(), 400);
    }

    Path path() {
        return folder.resolve(name);
    }

    boolean isToml() {
        return !name.equals(OURS);
    }

    /** What the file says, without a byte order mark. */
    String text() {
        byte[] bytes;
        try {
            if (!Files.isRegularFile(path(), LinkOption.NOFOLLOW_LINKS)) {
                throw broken("it is not a regular file");
            }
            try (InputStream in = Files.newInputStream(path())) {
                bytes = in.readNBytes(LARGEST + 1);
            }
        } catch (IOException e) {
            throw Reasons.failed(shown(path()) + " could not be read", e, "nothing was changed");
        }
        if (bytes.length > LARGEST) {
            throw broken("it has more than " + LARGEST + " bytes, the most that a manifest may have");
        }
        return decoded(bytes);
    }

    private String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            int lineStart = text.lastIndexOf('\n') + 1;
            int line = 1;
            for (int i = 0; i < lineStart; i++) {
                line += text.charAt(i) == '\n' ? 1 : 0;
            }
            throw wrong(new Place(line, text.length() - lineStart + 1), "a byte here is not UTF-8");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A problem with what stands at {@code at}; {@code why} is a sentence with or without its full stop. */
    ProblemException wrong(Place at, String why) {
        return Problem.of(shown(path()) + ", line " + at.line() + ", column " + at.column() + ": " + withoutStop(why)
                        + "; nothing was changed.")
                .asException();
    }

    /** A problem with the file as a whole. */
    ProblemException broken(String why) {
        return Problem.of(shown(path()) + " is not a manifest: " + withoutStop(why) + "; nothing was changed.")
                .asException();
    }

    private static String withoutStop(String why) {
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }
}
