package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import java.nio.file.Path;
import java.util.List;

/** {@code problem} with publishing {@code folder}, which its next commands call DIR where whoever wrote them did not know it. */
record OfFolder(Problem problem, Path folder) implements Problem {
    @Override
    public String message() {
        return problem.message();
    }

    @Override
    public List<String> explanation() {
        return problem.explanation();
    }

    @Override
    public List<String> next() {
        String word = Texts.quoted(folder.toString());
        return problem.next().stream()
                .map(line -> line.replace("publish DIR", "publish " + word))
                .toList();
    }

    @Override
    public Kind kind() {
        return problem.kind();
    }
}
