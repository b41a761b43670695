package io.ggen.launcher;

import java.util.List;

/**
 * What the arguments of a process ask for.
 *
 * @param mode how ggen is used
 * @param network whether the network's bundles are needed
 * @param arguments the arguments without those for the launcher
 */
record Launch(Mode mode, boolean network, List<String> arguments) {
    private static final String NO_NETWORK = "--no-p2p";

    static Launch of(List<String> given) {
        boolean allowed = given.isEmpty() || !given.get(0).equals(NO_NETWORK);
        List<String> arguments = allowed ? given : given.subList(1, given.size());
        if (arguments.isEmpty()) {
            return new Launch(Mode.SHELL, allowed, arguments);
        }
        if (arguments.get(0).equals("-c")) {
            boolean named = arguments.size() > 1 && arguments.get(1).contains("p2p");
            return new Launch(Mode.SCRIPT, allowed && named, arguments);
        }
        int first = 0;
        while (first < arguments.size() && isPassedOver(arguments.get(first))) {
            first++;
        }
        String word = first < arguments.size() ? arguments.get(first) : "";
        String next = first + 1 < arguments.size() ? arguments.get(first + 1) : "";
        boolean help = arguments.contains("--help") || arguments.contains("-h");
        if (!help && (word.equals("serve") || word.equals("ggen:serve"))) {
            return new Launch(Mode.SERVE, allowed, arguments);
        }
        String function = word.equals("p2p") ? next : word.startsWith("p2p:") ? word.substring(4) : "";
        // these two tell of the network of this very process, which a command of its own does not have
        boolean needed = !function.isEmpty() && !function.equals("status") && !function.equals("peers");
        return new Launch(Mode.COMMAND, allowed && needed && !help, arguments);
    }

    private static boolean isPassedOver(String argument) {
        return argument.equals("--json") || argument.equals("--debug") || argument.equals("marketplace");
    }

    /** Whether the network starts by itself, in the background. */
    boolean startsNode() {
        return network && (mode == Mode.SHELL || mode == Mode.SCRIPT);
    }

    /** Whether what is in the home's deploy folder is started, and watched. */
    boolean watchesDeploy() {
        return mode == Mode.SHELL || mode == Mode.SERVE;
    }
}
