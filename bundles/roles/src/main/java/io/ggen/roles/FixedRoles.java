package io.ggen.roles;

import io.ggen.roles.internal.Bell;
import io.ggen.roles.internal.Facts;
import io.ggen.roles.internal.LiveRoles;
import io.ggen.roles.internal.RoleNames;
import io.ggen.roles.internal.Selections;
import io.ggen.roles.internal.Supply;
import java.util.Map;

/**
 * Roles filled once and for all, without a framework: for embedding and for tests. A provider fills the role of every
 * interface it implements (the interface's constant {@code ROLE}, or else its simple name in small letters). The first
 * one named is the selected one; of a role with many, all are used, in the order given.
 */
public final class FixedRoles {
    private FixedRoles() {}

    /** Roles filled by {@code providers}, best first. Wrap one as {@link Named} to give it a name. */
    public static Roles of(Object... providers) {
        LiveRoles roles = new LiveRoles(new Bell(), Selections.FORGETFUL, () -> false);
        long id = 0;
        for (Object given : providers) {
            boolean named = given instanceof Named;
            Object provider = given instanceof Named n ? n.provider() : given;
            String name =
                    given instanceof Named n ? n.name() : provider.getClass().getSimpleName();
            for (Map.Entry<String, java.util.Set<String>> role :
                    RoleNames.filledBy(provider.getClass()).entrySet()) {
                Facts facts = new Facts(
                        role.getKey(),
                        name,
                        0,
                        id++,
                        Facts.Origin.DISTRIBUTION,
                        named ? name : provider.getClass().getName(),
                        RoleNames.isForMany(role.getKey()),
                        role.getValue());
                roles.arrived(id, facts, Supply.of(provider));
            }
        }
        return roles;
    }

    /** A provider and its name, as in {@code ggen.name}. */
    public record Named(String name, Object provider) {}
}
