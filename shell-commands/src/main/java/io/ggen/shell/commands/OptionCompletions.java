package io.ggen.shell.commands;

import io.ggen.api.ProblemException;
import io.ggen.shell.Completions;
import io.ggen.shell.commands.task.Found;
import io.ggen.shell.commands.task.Hint;
import io.ggen.shell.commands.task.Option;
import io.ggen.shell.commands.task.Scope;
import io.ggen.shell.commands.task.Services;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Word;
import io.ggen.shell.commands.text.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Completes commands and options from the option tables, and what stands for things from the services. */
@Component(service = Completions.class)
public final class OptionCompletions implements Completions {
    private static final Answer NOTHING = new Answer(List.of(), Paths.NONE);

    private static final Look SHELL = new Look(false, 0, false, true, null);

    private final Services services;

    /** Completion on {@code services}. */
    @Activate
    public OptionCompletions(@Reference Services services) {
        this.services = services;
    }

    @Override
    public Optional<String> meant(String typed) {
        return Commands.meant(typed).map(command -> SHELL.command("ggen " + command));
    }

    @Override
    public Answer complete(List<String> words) {
        try {
            int skipped = 0;
            while (skipped < words.size() - 1 && Overview.isPassedOver(words.get(skipped))) {
                skipped++;
            }
            return words.isEmpty() ? NOTHING : completed(words.subList(skipped, words.size()));
        } catch (ProblemException e) {
            return NOTHING;
        }
    }

    private Answer completed(List<String> words) {
        List<String> before = words.subList(0, words.size() - 1);
        String typed = words.get(words.size() - 1);
        Found found = Commands.find(before);
        if (found != null) {
            return argument(found.task().syntax(), before.subList(found.words(), before.size()), typed);
        }
        Scope scope = before.size() == 1 ? Commands.scope(before.get(0)) : null;
        List<Candidate> candidates = new ArrayList<>();
        if (scope != null) {
            for (String function : scope.functions()) {
                add(function, scope.task(function).syntax().description(), typed, candidates);
            }
        } else if (before.isEmpty()) {
            commands(typed, candidates);
        }
        return new Answer(candidates, Paths.NONE);
    }

    private static void commands(String typed, List<Candidate> candidates) {
        for (Scope scope : Commands.SCOPES) {
            for (String function : scope.functions()) {
                String name = new Found(scope, function, 1).command().replace(' ', ':');
                String shown = typed.startsWith("ggen:") ? scope.name() + ":" + function : name;
                add(shown, scope.task(function).syntax().description(), typed, candidates);
            }
        }
    }

    private static void add(String value, String description, String typed, List<Candidate> candidates) {
        if (value.startsWith(typed)) {
            candidates.add(new Candidate(value, description, true));
        }
    }

    private Answer argument(Syntax syntax, List<String> before, String typed) {
        Option awaiting = null;
        boolean onlyWords = false;
        List<String> places = new ArrayList<>();
        for (String word : before) {
            if (awaiting != null) {
                awaiting = null;
            } else if (!onlyWords && word.equals("--")) {
                onlyWords = true;
            } else if (!onlyWords && word.startsWith("-") && word.length() > 1) {
                Option option = syntax.option(word);
                awaiting = option == null || option.isFlag() ? null : option;
            } else {
                places.add(word);
            }
        }
        if (awaiting != null) {
            return things(awaiting.hint(), typed, places);
        }
        if (typed.startsWith("-") && !onlyWords) {
            return options(syntax, before, typed);
        }
        Word place = syntax.word(places.size());
        return place == null ? NOTHING : things(place.hint(), typed, places);
    }

    private Answer options(Syntax syntax, List<String> before, String typed) {
        int equals = typed.indexOf('=');
        if (equals >= 0) {
            return value(syntax.option(typed.substring(0, equals)), typed, equals);
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Option option : syntax.shownOptions()) {
            if (option.repeatable() || !before.contains(option.name())) {
                add(option.name(), option.description(), typed, candidates);
            }
        }
        return new Answer(candidates, Paths.NONE);
    }

    private Answer value(@Nullable Option option, String typed, int equals) {
        if (option == null || option.isFlag()) {
            return NOTHING;
        }
        String head = typed.substring(0, equals + 1);
        List<Candidate> whole = new ArrayList<>();
        for (Candidate each :
                things(option.hint(), typed.substring(equals + 1), List.of()).candidates()) {
            whole.add(new Candidate(head + each.value(), each.description(), each.complete()));
        }
        return new Answer(whole, Paths.NONE);
    }

    private Answer things(Hint hint, String typed, List<String> places) {
        return switch (hint) {
            case FILE -> new Answer(List.of(), Paths.FILES);
            case FOLDER -> new Answer(List.of(), Paths.FOLDERS);
            default -> new Answer(new KnownThings(services).like(hint, typed, places), Paths.NONE);
        };
    }
}
