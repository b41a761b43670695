package io.ggen.embedded;

import io.ggen.api.Home;
import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.marketplace.Event;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.roles.FixedRoles;
import io.ggen.roles.Roles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A host that needs no framework: services made when first asked for, and roles filled once. */
final class Bench implements Workbench, AutoCloseable {
    /** The settings that say who was selected for a role, as the services of a framework keep them. */
    private static final String SELECTIONS = "roles";

    private final Home home;
    private final Telling telling;
    private final Map<Class<?>, List<Once<?>>> offers = new HashMap<>();
    private final List<Filling> fillings = new ArrayList<>();
    private final Deque<AutoCloseable> ends = new ArrayDeque<>();

    private record Filling(String name, int ranking, Object provider) {}

    Bench(Home home, Telling telling) {
        this.home = home;
        this.telling = telling;
        offer(MarketplaceListener.class, () -> telling);
    }

    /** Takes what {@code kits} bring, the first before the others. */
    void assemble(List<Kit> kits) {
        for (Kit kit : kits) {
            kit.offer(this);
        }
        for (Kit kit : kits) {
            kit.fill(this);
        }
        Roles roles = filled();
        offer(Roles.class, () -> roles);
    }

    private Roles filled() {
        Map<String, Object> selected = settings(SELECTIONS);
        List<Filling> inOrder = new ArrayList<>(fillings);
        inOrder.sort(Comparator.comparing((Filling filling) -> !selected.containsValue(filling.name()))
                .thenComparing(Filling::ranking, Comparator.reverseOrder()));
        return FixedRoles.of(inOrder.stream()
                .map(filling -> new FixedRoles.Named(filling.name(), filling.provider()))
                .toArray());
    }

    Roles roles() {
        return find(Roles.class).orElseThrow();
    }

    @Override
    public Home home() {
        return home;
    }

    @Override
    public synchronized <S> void offer(Class<S> type, Supplier<? extends S> maker) {
        offers.computeIfAbsent(type, none -> new ArrayList<>()).add(new Once<>(maker));
    }

    @Override
    public synchronized void fill(String name, int ranking, Object provider) {
        fillings.add(new Filling(name, ranking, provider));
    }

    @Override
    public <S> Optional<S> find(Class<S> type) {
        List<Once<?>> offered = offered(type);
        return offered.isEmpty()
                ? Optional.empty()
                : Optional.of(type.cast(offered.get(0).get()));
    }

    @Override
    public <S> List<S> all(Class<S> type) {
        List<S> all = new ArrayList<>();
        for (Once<?> each : offered(type)) {
            all.add(type.cast(each.get()));
        }
        return all;
    }

    private synchronized List<Once<?>> offered(Class<?> type) {
        return List.copyOf(offers.getOrDefault(type, List.of()));
    }

    @Override
    public void warn(String sentence) {
        telling.happened(new Event.Told(0, true, sentence));
    }

    @Override
    public synchronized void atEnd(AutoCloseable end) {
        ends.push(end);
    }

    @Override
    public void close() {
        for (AutoCloseable end = next(); end != null; end = next()) {
            try {
                end.close();
            } catch (Exception e) {
                System.getLogger(Bench.class.getName())
                        .log(System.Logger.Level.DEBUG, "A part of ggen did not close", e);
            }
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return ends.poll();
    }
}
