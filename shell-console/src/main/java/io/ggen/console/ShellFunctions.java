package io.ggen.console;

import org.apache.felix.service.command.Descriptor;

/** The commands of the console itself. Public for Gogo, which calls them reflectively. */
public final class ShellFunctions {
    /** The names of the commands, for Gogo. */
    static final String[] NAMES = {"exit", "quit"};

    /** Leaves the shell. */
    @Descriptor("leave the shell")
    public void exit() {
        throw new Leave(0);
    }

    /** Leaves the shell with an exit status. */
    @Descriptor("leave the shell")
    public void exit(@Descriptor("the exit status") int status) {
        throw new Leave(status);
    }

    /** Leaves the shell. */
    @Descriptor("leave the shell")
    public void quit() {
        throw new Leave(0);
    }
}
