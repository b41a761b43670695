package io.ggen.shell.commands.host;

import io.ggen.p2p.api.Transport;
import io.ggen.p2p.api.reputation.ReputationPolicy;
import io.ggen.roles.Roles;
import io.ggen.shell.commands.results.FilledRoles;
import io.ggen.shell.commands.task.Arguments;
import io.ggen.shell.commands.task.Call;
import io.ggen.shell.commands.task.Result;
import io.ggen.shell.commands.task.Syntax;
import io.ggen.shell.commands.task.Task;
import java.util.ArrayList;
import java.util.List;

/** {@code host:services}. */
final class ShowServices implements Task {
    @Override
    public Syntax syntax() {
        return Syntax.of("show which bundle fills which role, and the alternatives")
                .example("ggen host services", "marks with * who is in use");
    }

    @Override
    public Result run(Arguments arguments, Call call) {
        List<Roles.Role> roles = call.services().roles().roles();
        return new FilledRoles(roles, missing(roles));
    }

    /** The roles of the network, if they are not among {@code roles}: its bundles are started only where it runs. */
    static List<String> missing(List<Roles.Role> roles) {
        List<String> missing = new ArrayList<>(List.of(Transport.ROLE, ReputationPolicy.ROLE));
        roles.forEach(role -> missing.remove(role.name()));
        return missing;
    }
}
