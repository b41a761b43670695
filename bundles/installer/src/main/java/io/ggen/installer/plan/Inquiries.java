package io.ggen.installer.plan;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Texts;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Registry;
import io.ggen.installer.vouch.Vouching;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Asks registries about names, and gives each its own time, so that a slow one takes none from the others; once it is up, that
 * one is asked no more. For one run and one thread.
 */
final class Inquiries {
    private static final int LONGEST = 300;

    /** For what a registry says in the last moment that it has. */
    private static final int GRACE_MILLIS = 250;

    private final Roles roles;
    private final Duration patience;
    private final Consumer<String> warnings;
    private final Set<String> silent = new HashSet<>();
    private boolean toldOfNetwork;

    /** {@code warnings} hears a sentence for each registry that could not be asked. */
    Inquiries(Roles roles, Duration patience, Consumer<String> warnings) {
        this.roles = roles;
        this.patience = patience;
        this.warnings = warnings;
    }

    /**
     * What one registry said.
     *
     * @param registry what messages call it
     * @param far whether it knows from other machines
     */
    record Reply(String registry, Map<PackageName, Answer> answers, boolean far) {}

    /** What every registry knows of {@code names}; no other machine is asked. */
    List<Reply> near(Map<PackageName, Set<PublisherId>> names) throws InterruptedException {
        Roles.Step<Registry, Reply, InterruptedException> step = registry -> registry.needsNetwork()
                ? new Reply(Vouching.label(registry), remembered(registry, names), true)
                : told(new Reply(
                        Vouching.label(registry),
                        answers(registry, names.keySet(), deadline -> registry.releases(names.keySet(), deadline)),
                        false));
        List<Reply> replies = roles.callAll(Registry.class, step);
        // None at this moment: wait for one, or hear that none is installed.
        return replies.isEmpty() ? List.of(roles.call(Registry.class, step)) : replies;
    }

    /** What other machines say of {@code names} now; empty if no registry asks any. */
    List<Reply> far(Map<PackageName, Set<PublisherId>> names) throws InterruptedException {
        Roles.Step<Registry, List<Reply>, InterruptedException> step =
                registry -> registry.needsNetwork() ? asked(registry, names) : List.of();
        return roles.callAll(Registry.class, step).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** What it says; where it could not ask, behind what it remembers by now. */
    private List<Reply> asked(Registry registry, Map<PackageName, Set<PublisherId>> names) throws InterruptedException {
        Reply reply = told(new Reply(
                Vouching.label(registry),
                answers(registry, names.keySet(), deadline -> registry.refresh(names, deadline)),
                true));
        Map<PackageName, Set<PublisherId>> silent = new HashMap<>(names);
        silent.keySet().removeIf(name -> !(reply.answers.get(name) instanceof Answer.Unavailable));
        return silent.isEmpty()
                ? List.of(reply)
                : List.of(new Reply(reply.registry, remembered(registry, silent), true), reply);
    }

    private interface Question {
        CompletionStage<Map<PackageName, Answer>> ask(Deadline deadline);
    }

    private Map<PackageName, Answer> remembered(Registry registry, Map<PackageName, Set<PublisherId>> names)
            throws InterruptedException {
        try {
            return answered(names.keySet(), deadline -> registry.remembered(names, deadline));
        } catch (TimeoutException e) {
            return unavailable(names.keySet(), tooSlow());
        } catch (ExecutionException e) {
            return unavailable(names.keySet(), Texts.shown(String.valueOf(e.getCause()), LONGEST));
        }
    }

    private Map<PackageName, Answer> answers(Registry registry, Set<PackageName> names, Question question)
            throws InterruptedException {
        if (silent.contains(Vouching.label(registry))) {
            return unavailable(names, tooSlow());
        }
        try {
            return answered(names, question);
        } catch (TimeoutException e) {
            silent.add(Vouching.label(registry));
            return unavailable(names, tooSlow());
        } catch (ExecutionException e) {
            return unavailable(names, Texts.shown(String.valueOf(e.getCause()), LONGEST));
        }
    }

    private Map<PackageName, Answer> answered(Set<PackageName> names, Question question)
            throws InterruptedException, TimeoutException, ExecutionException {
        CompletionStage<Map<PackageName, Answer>> stage;
        try {
            stage = question.ask(Deadline.in(patience));
        } catch (NullPointerException
                | IllegalArgumentException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | ClassCastException e) {
            // its own fault; what else it throws may be of its leaving, which is for its roles to judge
            throw new ExecutionException(e);
        }
        return Sense.of(
                names,
                stage == null
                        ? null
                        : stage.toCompletableFuture().get(patience.toMillis() + GRACE_MILLIS, TimeUnit.MILLISECONDS));
    }

    private String tooSlow() {
        return "no answer within " + patience.toSeconds() + " s";
    }

    /** Tells the user where a registry could not be asked. */
    private Reply told(Reply reply) {
        for (Answer answer : reply.answers.values()) {
            if (answer instanceof Answer.Unavailable no) {
                tell(reply, no.reason());
            }
        }
        return reply;
    }

    private void tell(Reply reply, String reason) {
        if (!reply.far) {
            warnings.accept("The registry " + reply.registry + " could not be asked (" + reason
                    + "); using what the others know.");
        } else if (!toldOfNetwork) {
            toldOfNetwork = true;
            warnings.accept("P2P failed (" + Texts.shown(reason, LONGEST) + "), using the local registry");
        }
    }

    private static Map<PackageName, Answer> unavailable(Set<PackageName> names, String reason) {
        Map<PackageName, Answer> answers = new HashMap<>();
        for (PackageName name : names) {
            answers.put(name, new Answer.Unavailable(reason));
        }
        return answers;
    }
}
