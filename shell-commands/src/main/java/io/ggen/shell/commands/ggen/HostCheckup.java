package io.ggen.shell.commands.ggen;

import io.ggen.api.Checkup;
import io.ggen.shell.commands.task.HostProcess;
import java.util.List;
import java.util.Optional;

/** Examines which host runs on this home: this process, another one that does not serve it, or none. */
final class HostCheckup implements Checkup {
    private final Optional<HostProcess> here;
    private final Optional<HostProcess.Refused> other;

    /** Knows {@code here}, this process as a host, and {@code other}, the one that left this command to itself. */
    HostCheckup(Optional<HostProcess> here, Optional<HostProcess.Refused> other) {
        this.here = here;
        this.other = other;
    }

    @Override
    public String subject() {
        return "host";
    }

    @Override
    public List<Finding> examine() {
        if (other.isPresent()) {
            long process = other.get().pid();
            return List.of(new Finding(
                    Severity.WARNING,
                    "The host of this home" + (process < 0 ? "" : ", process " + process + ",") + " "
                            + other.get().reason() + "; this command ran by itself, without its network.",
                    process < 0 ? "" : "kill " + process));
        }
        if (here.isEmpty()) {
            return List.of(
                    Finding.good("No host runs on this home; 'ggen' or 'ggen serve' starts one, with a network."));
        }
        HostProcess host = here.get();
        String what = (host.mode().equals("serve") ? "'ggen serve'" : "A shell") + ", process " + host.pid()
                + ", is the host";
        return host.trouble().isEmpty()
                ? List.of(Finding.good(what + " of this home."))
                : List.of(new Finding(
                        Severity.WARNING,
                        what + ", but runs no commands of other processes: " + host.trouble() + ".",
                        "ggen status"));
    }
}
