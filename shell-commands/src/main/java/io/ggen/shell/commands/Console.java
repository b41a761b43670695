package io.ggen.shell.commands;

import io.ggen.api.Problem;
import io.ggen.shell.commands.results.Json;
import io.ggen.shell.commands.task.Prompt;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.text.Answer;
import io.ggen.shell.commands.text.Complaint;
import io.ggen.shell.commands.text.Look;
import io.ggen.shell.commands.text.Out;
import io.ggen.shell.commands.text.ProgressLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whom a one-shot command writes to and asks, and what its process told about itself; see {@link io.ggen.shell.CommandLine}. */
final class Console implements Prompt {
    private static final int NARROWEST = 20;
    private static final int USUAL = 80;

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    /** The folder that relative paths start from. */
    Path folder() {
        return Path.of(environment.getOrDefault("cwd", "")).toAbsolutePath();
    }

    boolean debug() {
        return is("debug");
    }

    private boolean is(String key) {
        return environment.getOrDefault(key, "").equals("true");
    }

    ProgressLine progress(LongSupplier nanos) {
        return new ProgressLine(err, is("tty.err"), look("tty.err"), nanos);
    }

    /** Asks whoever is at the terminal, if standard input and standard error are one. */
    @Override
    public Optional<String> answer(String question) {
        if (!is("tty.in") || !is("tty.err")) {
            return Optional.empty();
        }
        err.print(question);
        err.flush();
        try {
            return Optional.ofNullable(Answer.read(in));
        } catch (IOException e) {
            throw Problem.cancelled("cancelled at the question; nothing was changed")
                    .asException(e);
        }
    }

    void print(Result result, boolean json) {
        if (json) {
            byte[] document = (Json.text(result) + "\n").getBytes(StandardCharsets.US_ASCII);
            out.write(document, 0, document.length);
        } else {
            Out text = new Out(look("tty"));
            result.text(text);
            out.print(text.text());
        }
    }

    void complain(Problem problem, boolean whole) {
        Out text = new Out(look("tty.err"));
        Complaint.print(problem, text, whole);
        err.print(text.text());
    }

    void trace(Throwable thrown) {
        thrown.printStackTrace(err);
    }

    void flush() {
        out.flush();
        err.flush();
    }

    private Look look(String stream) {
        if (!is(stream)) {
            return new Look(false, 0, Look.unicodeByDefault(), false, null);
        }
        String noColor = environment.get("NO_COLOR");
        if (noColor == null) {
            noColor = System.getenv("NO_COLOR");
        }
        boolean colours = (noColor == null || noColor.isEmpty())
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Look(colours, width(), Look.unicodeByDefault(), false, null);
    }

    private int width() {
        try {
            int width = Integer.parseInt(environment.getOrDefault("width", ""));
            return width < NARROWEST ? USUAL : width;
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }
}
