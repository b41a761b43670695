package io.ggen.launcher;

import java.util.List;

/**
 * What the arguments of a process ask for.
 *
 * @param mode how ggen is used
 * @param network whether the network's bundles are needed
 * @param onDemand whether they are started later, if what is run turns out to need them
 * @param arguments the arguments without those for the launcher
 */
record Launch(Mode mode, boolean network, boolean onDemand, List<String> arguments) {
    private static final String NO_NETWORK = "--no-p2p";

    static Launch of(List<String> given) {
        boolean allowed = given.isEmpty() || !given.get(0).equals(NO_NETWORK);
        List<String> arguments = allowed ? given : given.subList(1, given.size());
        if (arguments.isEmpty()) {
            return new Launch(Mode.SHELL, allowed, false, arguments);
        }
        if (arguments.get(0).equals("-c")) {
            boolean named = arguments.size() > 1 && arguments.get(1).contains("p2p");
            return new Launch(Mode.SCRIPT, allowed && named, allowed && !named, arguments);
        }
        int first = 0;
        while (first < arguments.size() && isPassedOver(arguments.get(first))) {
            first++;
        }
        String word = first < arguments.size() ? arguments.get(first) : "";
        String next = first + 1 < arguments.size() ? arguments.get(first + 1) : "";
        boolean help = arguments.contains("--help") || arguments.contains("-h");
        if (!help && (word.equals("serve") || word.equals("ggen:serve"))) {
            return new Launch(Mode.SERVE, allowed, false, arguments);
        }
        String function = word.equals("p2p") ? next : word.startsWith("p2p:") ? word.substring(4) : "";
        // these two tell of the network of this very process, which a command of its own does not have
        boolean needed = !function.isEmpty() && !function.equals("status") && !function.equals("peers");
        boolean network = allowed && needed && !help;
        return new Launch(Mode.COMMAND, network, allowed && !network, arguments);
    }

    private static boolean isPassedOver(String argument) {
        return argument.equals("--json") || argument.equals("--debug") || argument.equals("marketplace");
    }

    /** Whether a host on the same home may run it: it is one command, and was not told to keep off the network. */
    boolean mayBeServed(List<String> given) {
        return mode == Mode.COMMAND && given.size() == arguments.size();
    }

    /** Whether the process is a host, which serves commands of other processes. */
    boolean isHost() {
        return mode == Mode.SHELL || mode == Mode.SERVE;
    }

    /** Whether it only examines the home or needs none, and so has to run where nothing can be written, too. */
    boolean examines() {
        if (mode == Mode.COMMAND && (arguments.contains("--help") || arguments.contains("-h"))) {
            return true;
        }
        int first = 0;
        while (first < arguments.size() && isPassedOver(arguments.get(first))) {
            first++;
        }
        List<String> words = arguments.subList(first, arguments.size());
        String word = words.isEmpty() ? "" : words.get(0);
        boolean isInScope = word.equals("ggen") && words.size() > 1;
        String function = isInScope ? words.get(1) : word.startsWith("ggen:") ? word.substring(5) : word;
        return mode == Mode.COMMAND && (function.equals("doctor") || function.equals("help"));
    }

    /** Whether the network starts by itself, in the background. */
    boolean startsNode() {
        return network && (mode == Mode.SHELL || mode == Mode.SCRIPT);
    }

    /** Whether what is in the home's deploy folder is started, and watched. */
    boolean watchesDeploy() {
        return isHost();
    }
}
