package io.ggen.shell.commands;

import io.ggen.api.Manifest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Deadline;
import io.ggen.api.registry.Listing;
import io.ggen.api.registry.Source;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.api.resolver.Resolver;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Roles with one registry, called home, that holds {@link #listings}. */
public final class FakeRoles implements Roles {
    public final List<Listing> listings = new ArrayList<>();
    public final List<String> used = new ArrayList<>();
    public List<Role> roles = List.of();
    public @Nullable Resolver resolver;
    public @Nullable ReputationPolicy reputation;

    /** Whether the one registry asks other machines, and what it says when it does. */
    public boolean isFar;

    public final List<String> askedAnew = new ArrayList<>();
    public Answer fresh = Answer.ABSENT;

    /** What it remembers of any name. */
    public Answer remembered = Answer.ABSENT;

    @Override
    public <S> Lease<S> lease(Class<S> role) {
        List<Lease<S>> all = leaseAll(role);
        if (all.isEmpty()) {
            throw Problem.of("no " + role.getSimpleName() + " is installed").asException();
        }
        return all.get(0);
    }

    @Override
    public <S> List<Lease<S>> leaseAll(Class<S> role) {
        if (resolver != null && role == Resolver.class) {
            return List.of(leaseOf(role.cast(resolver), "resolver"));
        }
        if (role == ReputationPolicy.class) {
            return reputation == null ? List.of() : List.of(leaseOf(role.cast(reputation), "fake"));
        }
        if (!role.isAssignableFrom(HomeRegistry.class)) {
            throw Problem.of("no " + role.getSimpleName() + " is installed").asException();
        }
        return List.of(leaseOf(role.cast(new HomeRegistry()), "home"));
    }

    private static <S> Lease<S> leaseOf(S service, String name) {
        return new Lease<>() {
            @Override
            public S get() {
                return service;
            }

            @Override
            public String name() {
                return name;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public <S, R, X extends Exception> R call(Class<S> role, Step<S, R, X> step) throws X {
        return step.run(lease(role).get());
    }

    @Override
    public <S, R, X extends Exception> List<R> callAll(Class<S> role, Step<S, R, X> step) throws X {
        return List.of(call(role, step));
    }

    @Override
    public List<Role> roles() {
        return roles;
    }

    @Override
    public void use(String role, String name) {
        used.add(role + " " + name);
    }

    @Override
    public void admit(String role, String name) {
        used.add("+" + role + " " + name);
    }

    @Override
    public boolean dismiss(String role, String name) {
        return used.remove("+" + role + " " + name);
    }

    private final class HomeRegistry implements WritableRegistry {
        @Override
        public String location() {
            return "/home/ann/.ggen/registry";
        }

        @Override
        public String id() {
            return "file:/home/ann/.ggen/registry";
        }

        @Override
        public Changes changesSince(String cursor) {
            return new Changes(true, Set.of(), "");
        }

        @Override
        public List<Listing> describe(PackageName name) {
            return listings.stream()
                    .filter(listing -> listing.release().name().equals(name))
                    .toList();
        }

        @Override
        public CompletionStage<Map<PackageName, Answer>> releases(Set<PackageName> names, Deadline deadline) {
            return CompletableFuture.completedFuture(Map.of());
        }

        @Override
        public CompletionStage<Map<PackageName, Answer>> remembered(
                Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
            Map<PackageName, Answer> answers = new HashMap<>();
            names.keySet().forEach(name -> answers.put(name, remembered));
            return CompletableFuture.completedFuture(answers);
        }

        @Override
        public boolean needsNetwork() {
            return isFar;
        }

        @Override
        public CompletionStage<Map<PackageName, Answer>> refresh(
                Map<PackageName, Set<PublisherId>> names, Deadline deadline) {
            names.keySet().forEach(name -> askedAnew.add(name.value()));
            Map<PackageName, Answer> answers = new HashMap<>();
            names.keySet().forEach(name -> answers.put(name, fresh));
            return CompletableFuture.completedFuture(answers);
        }

        @Override
        public List<Source> sources(Release release) {
            return List.of();
        }

        @Override
        public Optional<Manifest> manifest(Release release) {
            return Optional.empty();
        }

        @Override
        public Release publish(Draft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Release yank(PackageName name, Version version, boolean yanked) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deprecate(PackageName name, String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reindexed reindex() {
            return new Reindexed(2, 3, List.of("x/1.0.0 has no archive"));
        }
    }
}
