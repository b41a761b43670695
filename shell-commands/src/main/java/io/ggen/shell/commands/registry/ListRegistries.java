package io.ggen.shell.commands.registry;

import io.ggen.api.registry.BrowsableRegistry;
import io.ggen.api.registry.Registry;
import io.ggen.api.registry.WritableRegistry;
import io.ggen.roles.Lease;
import io.ggen.shell.commands.results.KnownRegistries;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code registry:list}. */
final class ListRegistries implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("list the registries that are asked, best first")
                .example("ggen registry list", "shows each registry and what can be done with it");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<KnownRegistries.One> all = new ArrayList<>();
        Set<String> writable = new HashSet<>();
        for (Lease<WritableRegistry> lease : call.services().roles().leaseAll(WritableRegistry.class)) {
            writable.add(lease.name());
            lease.close();
        }
        List<Lease<Registry>> leases = call.services().roles().leaseAll(Registry.class);
        try {
            for (Lease<Registry> lease : leases) {
                Registry registry = lease.get();
                all.add(new KnownRegistries.One(
                        lease.name(),
                        registry instanceof BrowsableRegistry browsable ? browsable.id() : "",
                        registry instanceof BrowsableRegistry,
                        writable.contains(lease.name()),
                        registry.location()));
            }
        } finally {
            for (Lease<Registry> lease : leases) {
                lease.close();
            }
        }
        return new KnownRegistries(all);
    }
}
