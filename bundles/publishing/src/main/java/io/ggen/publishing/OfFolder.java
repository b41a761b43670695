package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.Texts;
import io.ggen.api.publishing.Publishing;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code problem} with publishing {@code folder}, which its next commands call DIR where whoever wrote them did not know it; they
 * are to be as {@code options} say, where they do not say it themselves.
 */
record OfFolder(Problem problem, Path folder, Publishing.Options options) implements Problem {
    private static final String DIR = "publish DIR";

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
        return problem.next().stream()
                .map(line -> line.contains(DIR) ? whole(line) : line)
                .toList();
    }

    private String whole(String line) {
        StringBuilder whole = new StringBuilder(line.replace(DIR, "publish " + Texts.quoted(folder.toString())));
        if (options.version() != null && !line.contains(" --version ")) {
            whole.append(" --version ").append(options.version());
        }
        if (options.key() != null && !line.contains(" --key ")) {
            whole.append(" --key ").append(Texts.quoted(options.key().toString()));
        }
        if (options.local()) {
            whole.append(" --local");
        }
        return whole.toString();
    }

    @Override
    public Kind kind() {
        return problem.kind();
    }
}
