package io.ggen.console;

import io.ggen.shell.Completions;
import io.ggen.shell.Completions.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what is typed: commands, options, packages and versions as {@link Completions} knows them, and paths. */
final class LineCompleter implements Completer {
    private static final int MOST_PATHS = 500;

    private final Completions completions;
    private final CommandSession session;

    LineCompleter(Completions completions, CommandSession session) {
        this.completions = completions;
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = new ArrayList<>(
                line.words().subList(0, Math.min(line.wordIndex(), line.words().size())));
        String typed =
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        words.add(typed);
        Answer answer = completions.complete(words);
        for (Completions.Candidate one : answer.candidates()) {
            String description = one.description().isEmpty() ? null : one.description();
            candidates.add(new Candidate(one.value(), one.value(), null, description, null, null, one.complete()));
        }
        if (answer.paths() != Completions.Paths.NONE) {
            paths(typed, answer.paths() == Completions.Paths.FILES, candidates);
        }
    }

    private void paths(String typed, boolean files, List<Candidate> candidates) {
        int slash = typed.lastIndexOf('/');
        String folderText = slash < 0 ? "" : typed.substring(0, slash + 1);
        Path folder = session.currentDir().resolve(folderText);
        String begin = typed.substring(slash + 1);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                boolean isFolder = Files.isDirectory(entry);
                String name = entry.getFileName().toString();
                boolean isHidden = name.startsWith(".") && !begin.startsWith(".");
                if (name.startsWith(begin) && !isHidden && (files || isFolder)) {
                    String shown = isFolder ? name + "/" : name;
                    candidates.add(new Candidate(folderText + shown, shown, null, null, null, null, !isFolder));
                }
                if (candidates.size() >= MOST_PATHS) {
                    return;
                }
            }
        } catch (IOException | UncheckedIOException | java.nio.file.InvalidPathException e) {
            return; // what cannot be listed completes to nothing
        }
    }
}
