package io.ggen.shell.commands.universe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of universes, one JSON object a line. Blank lines are passed over, unknown members of a universe too. */
public final class UniverseFile implements AutoCloseable {
    /** The most universes in one file. */
    public static final int MOST = 100_000;

    private static final String NESTING = " (start marker";

    // names in a universe are too many, and too much a stranger's choice, for tables that live as long as the process
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String shown;
    private final Lines lines;
    private long line;
    private int given;

    private UniverseFile(String shown, Lines lines) {
        this.shown = shown;
        this.lines = lines;
    }

    /** Opens {@code file}. Throws {@link ProblemException} if there is no such file. */
    public static UniverseFile open(Path file) {
        String shown = Texts.shown(String.valueOf(file.getFileName()));
        try {
            return new UniverseFile(shown, new Lines(Files.newInputStream(file)));
        } catch (IOException e) {
            throw Problem.of(Texts.shown(file.toString(), 300) + " cannot be read: " + reason(e)
                            + "; nothing was resolved")
                    .asException(e);
        }
    }

    /** The next universe, or null at the end. A damaged line is a {@link ProblemException} with its number. */
    public @Nullable Universe next() {
        try {
            while (lines.next()) {
                line++;
                Universe universe = read();
                if (universe != null) {
                    if (given == MOST) {
                        throw damaged("a file holds at most " + MOST + " universes", 0, null);
                    }
                    given++;
                    return universe;
                }
            }
        } catch (IOException e) {
            throw Problem.of(shown + " cannot be read on: " + reason(e) + "; " + state())
                    .asException(e);
        }
        if (given == 0) {
            throw Problem.of(shown + " holds no universe; " + state()).asException();
        }
        return null;
    }

    private @Nullable Universe read() throws IOException {
        try (JsonParser json = JSON.createParser(new InputStreamReader(lines, StandardCharsets.UTF_8.newDecoder()))) {
            try {
                return new UniverseReader(json).read();
            } catch (ProblemException e) {
                throw damaged(e.problem().message(), json.currentTokenLocation().getColumnNr(), e);
            }
        } catch (JsonProcessingException e) {
            String words = e.getOriginalMessage();
            int nesting = words.indexOf(NESTING);
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw damaged("this is not JSON: " + (nesting < 0 ? words : words.substring(0, nesting)), column, e);
        } catch (CharacterCodingException e) {
            throw damaged("this is not JSON: it is not UTF-8", 0, e);
        }
    }

    private ProblemException damaged(String why, int column, @Nullable Throwable cause) {
        String sentence = Texts.shown(Texts.onOneLine(why), 400);
        Problem problem = Problem.of(shown + ", line " + line + (column > 0 ? ", column " + column : "") + ": "
                + Texts.behindColon(sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence)
                + "; " + state());
        return cause == null ? problem.asException() : problem.asException(cause);
    }

    private String state() {
        return given == 0 ? "nothing was resolved" : "what comes before it is answered, the rest is not";
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return Texts.shown(words == null ? e.getClass().getSimpleName() : words);
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw Problem.of(shown + " cannot be closed: " + reason(e)).asException(e);
        }
    }
}
