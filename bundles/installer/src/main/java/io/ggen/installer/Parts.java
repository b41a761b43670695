package io.ggen.installer;

import io.ggen.api.Dependency;
import io.ggen.api.Home;
import io.ggen.api.PackageName;
import io.ggen.api.Range;
import io.ggen.api.Texts;
import io.ggen.installer.plan.Conditions;
import io.ggen.installer.plan.Overrides;
import io.ggen.installer.plan.Planner;
import io.ggen.installer.store.Store;
import io.ggen.installer.supply.OnHand;
import io.ggen.installer.supply.Supply;
import io.ggen.installer.target.Commit;
import io.ggen.installer.target.Roots;
import io.ggen.installer.target.Target;
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.vouch.Standing;
import io.ggen.installer.vouch.Vouching;
import io.ggen.installer.work.Checkpoints;
import io.ggen.roles.Roles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all operations on one home share. */
record Parts(
        Home home,
        Roles roles,
        Clock clock,
        Duration patience,
        Checkpoints checkpoints,
        Store store,
        Supply supply,
        Roots roots,
        Locks locks,
        Neighbours neighbours) {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static Parts of(
            Home home,
            Roles roles,
            Clock clock,
            Duration patience,
            Optional<String> boot,
            Checkpoints points,
            Neighbours neighbours) {
        Store store = new Store(home.store(), boot, points);
        return new Parts(
                home,
                roles,
                clock,
                patience,
                points,
                store,
                new Supply(roles, store, points, clock, neighbours),
                new Roots(home.roots()),
                new Locks(roles),
                neighbours);
    }

    /** What tells this start of the machine from all others, where the machine says so. */
    static Optional<String> bootId() {
        try {
            String id = Files.readString(BOOT_ID).strip();
            return id.isEmpty() || id.indexOf('/') >= 0 ? Optional.empty() : Optional.of(id);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Commit commit(Target target) {
        return new Commit(target, home.root(), store.trees(), roots, checkpoints);
    }

    /** {@code command} as the user would type it for {@code target}. */
    String command(String command, Target target) {
        boolean isDefault = target.folder().equals(home.packages());
        return command
                + (isDefault
                        ? ""
                        : " --target "
                                + Texts.quoted(Texts.shown(target.folder().toString(), 400)));
    }

    /** A planner for {@code run}, under {@code overrides}. */
    Planner planner(Base base, Iterable<Dependency> requests, Run run, Map<PackageName, Range> overrides) {
        Conditions conditions = new Conditions(
                roles,
                patience,
                new OnHand(roles, store),
                new Standing(neighbours),
                new Vouching(roles, clock, neighbours, run.state()),
                run.options().choice().offline(),
                run.options().refresh(),
                overrides,
                run.state(),
                name -> run.options().lock() == null
                        ? List.of(command("ggen update " + name, run.target()))
                        : List.of(),
                run.progress());
        return new Planner(conditions, base.wanted(), requests, run.options().universe());
    }

    /** The ranges that the operator sets in place of all others. */
    Map<PackageName, Range> overrides(Run run) {
        return Overrides.read(home.etc(), run.state());
    }
}
