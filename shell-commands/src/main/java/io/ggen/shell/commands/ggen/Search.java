package io.ggen.shell.commands.ggen;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.catalog.Catalog;
import io.ggen.api.identity.PublicKey;
import io.ggen.shell.commands.results.SearchHits;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;

/** {@code ggen:search}. */
final class Search implements Task {
    private static final Option CATEGORY = Option.value("--category", "C", Hint.TEXT, "only packages of this category");
    private static final Option TAG = Option.values("--tag", "T", Hint.TEXT, "only packages with this tag");
    private static final Option AUTHOR = Option.value("--author", "A", Hint.TEXT, "only packages by this author");
    private static final Option PUBLISHER =
            Option.value("--publisher", "P", Hint.TEXT, "only packages of this publisher");
    private static final Option LIMIT = Option.value("--limit", "N", Hint.TEXT, "at most N packages (20)");

    @Override
    public Syntax syntax() {
        return Syntax.of("find packages by words; forgives typos")
                .takesAny("TEXT", Hint.NAME, "words to look for; without any, everything that the filters let through")
                .with(CATEGORY, TAG, AUTHOR, PUBLISHER, LIMIT)
                .example("ggen search knowledge graph", "finds packages about knowledge graphs, best first")
                .example("ggen search cli --tag noun-verb --limit 5", "finds the five best with that tag");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        String text = String.join(" ", arguments.words());
        requirePublisher(arguments.value(PUBLISHER, ""));
        Catalog.Query query = new Catalog.Query(
                text,
                arguments.value(CATEGORY, ""),
                arguments.values(TAG),
                arguments.value(AUTHOR, ""),
                arguments.value(PUBLISHER, ""),
                arguments.number(LIMIT, 1, 20));
        return new SearchHits(
                call.services().catalog().search(query),
                text.isEmpty() ? "the filters" : "'" + Texts.shown(text) + "'");
    }

    private static void requirePublisher(String text) {
        if (text.isEmpty() || text.equals(PublisherId.LOCAL.value())) {
            return;
        }
        try {
            PublicKey.ofId(new PublisherId(text));
        } catch (ProblemException e) {
            throw Problem.usage(
                            "'" + Texts.shown(text)
                                    + "' is no publisher: that is the id of an Ed25519 key, 52 characters"
                                    + " that begin with 12D3KooW, or 'local'; nothing was looked for",
                            "ggen help search")
                    .asException(e);
        }
    }
}
