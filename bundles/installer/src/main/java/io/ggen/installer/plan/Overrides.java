package io.ggen.installer.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.api.resolver.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ranges that the operator sets in place of all others: {@code {NAME: RANGE}} in {@code etc/overrides.json}. */
public final class Overrides {
    /** What users call the file. */
    public static final String FILE = "etc/overrides.json";

    private static final int LARGEST = 1 << 20;
    private static final int MOST = 10_000;
    private static final int MOST_TOLD = 5;
    private static final String NESTING = " (start marker";

    private final Path file;
    private final String state;

    private Overrides(Path file, String state) {
        this.file = file;
        this.state = state;
    }

    /**
     * Reads {@code overrides.json} in {@code etc}; empty if there is none. Fails with a sentence that names file and place
     * if it is damaged.
     *
     * @param state what state things are in then: "nothing was installed"
     */
    public static SortedMap<PackageName, Range> read(Path etc, String state) {
        return new Overrides(etc.resolve("overrides.json"), state).read();
    }

    /** What the override of {@code name} does, in words. */
    public static String words(PackageName name, Range range) {
        return FILE + " sets " + name + " to " + Texts.shown(range.toString(), 60);
    }

    private SortedMap<PackageName, Range> read() {
        byte[] text;
        try (InputStream in = Files.newInputStream(file)) {
            text = in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            return Collections.emptySortedMap();
        } catch (IOException e) {
            String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
            throw wrong("it cannot be read (" + Texts.shown(words == null ? e.toString() : words) + ")", null, e);
        }
        if (text.length > LARGEST) {
            throw wrong("it is larger than " + (LARGEST >> 20) + " MiB", null, null);
        }
        JsonFactory json = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (JsonParser in = json.createParser(text)) {
            return read(in);
        } catch (JsonProcessingException e) {
            String words = e.getOriginalMessage();
            int nesting = words.indexOf(NESTING);
            String place = e.getLocation() == null
                    ? null
                    : place(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            throw wrong(Texts.onOneLine(nesting < 0 ? words : words.substring(0, nesting)), place, e);
        } catch (IOException e) {
            throw wrong("it cannot be read (" + Texts.shown(String.valueOf(e.getMessage())) + ")", null, e);
        }
    }

    private SortedMap<PackageName, Range> read(JsonParser in) throws IOException {
        SortedMap<PackageName, Range> overrides = new TreeMap<>();
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("it must be an object {NAME: RANGE}", place(in), null);
        }
        String name;
        while ((name = in.nextFieldName()) != null) {
            try {
                PackageName each = new PackageName(name);
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    throw wrong("the range of " + each + " must be a text", place(in), null);
                }
                overrides.put(each, Range.parse(in.getText()));
            } catch (ProblemException e) {
                throw e.problem() instanceof Damage ? e : wrong(e.problem().message(), place(in), e);
            }
            if (overrides.size() > MOST) {
                throw wrong("it has more than " + MOST + " names", place(in), null);
            }
        }
        if (in.nextToken() != null) {
            throw wrong("there is more behind the object", place(in), null);
        }
        return overrides;
    }

    private static String place(JsonParser in) {
        return place(
                in.currentTokenLocation().getLineNr(), in.currentTokenLocation().getColumnNr());
    }

    private static String place(int line, int column) {
        return ", line " + line + ", column " + Math.max(1, column);
    }

    private ProblemException wrong(String what, @Nullable String place, @Nullable Throwable cause) {
        String words = Texts.shown(Texts.behindColon(what), 300);
        String sentence = Texts.shown(file.toString(), 400) + (place == null ? "" : place) + ": "
                + (words.endsWith(".") ? words.substring(0, words.length() - 1) : words) + "; " + state + ".";
        Damage damage = new Damage(sentence);
        return cause == null ? damage.asException() : damage.asException(cause);
    }

    /** A sentence for the first few of {@code overrides}. */
    public static String sentence(Map<PackageName, Range> overrides, int most) {
        StringBuilder words = new StringBuilder(FILE).append(" sets ");
        int told = 0;
        for (Map.Entry<PackageName, Range> each : overrides.entrySet()) {
            if (told == most) {
                words.append(" and ").append(overrides.size() - told).append(" more");
                break;
            }
            words.append(told == 0 ? "" : ", ").append(each.getKey()).append(" to ");
            words.append(Texts.shown(each.getValue().toString(), 60));
            told++;
        }
        return words.append('.').toString();
    }

    /** What those of {@code overrides} do that {@code plan} has a package of, as a sentence; null if it has none. */
    static @Nullable String used(Map<PackageName, Range> overrides, Plan plan) {
        SortedMap<PackageName, Range> used = new TreeMap<>();
        for (Plan.Step step : overrides.isEmpty() ? List.<Plan.Step>of() : plan.steps()) {
            Range range = overrides.get(step.release().name());
            if (range != null) {
                used.put(step.release().name(), range);
            }
        }
        return used.isEmpty() ? null : sentence(used, MOST_TOLD);
    }

    private record Damage(String message) implements Problem {}
}
