package io.ggen.api;

import java.nio.file.Path;

/**
 * The folders under one {@code GGEN_HOME}. Only names: nothing is created or read here, and whoever writes into a folder
 * creates it first. Registered as a service by the bundle {@code io.ggen.home}.
 *
 * @param root the absolute, normalized path of the home itself
 */
public record Home(Path root) {
    /** Makes the path absolute. */
    public Home {
        root = root.toAbsolutePath().normalize();
    }

    /** The home of a process that was told no other: {@code GGEN_HOME} of its environment, else {@code ~/.ggen}. */
    public static Home usual() {
        String environment = System.getenv("GGEN_HOME");
        return new Home(
                environment != null && !environment.isBlank()
                        ? Path.of(environment)
                        : Path.of(System.getProperty("user.home", "."), ".ggen"));
    }

    /** The file registry. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** Archives and trees by digest. */
    public Path store() {
        return root.resolve("store");
    }

    /** The default target of installs. */
    public Path packages() {
        return root.resolve("packages");
    }

    /** One file for each target known, so that gc spares what it uses. */
    public Path roots() {
        return root.resolve("roots");
    }

    /** Bundles that the operator drops in by hand. */
    public Path deploy() {
        return root.resolve("deploy");
    }

    /** Private keys. Mode 0700. */
    public Path keys() {
        return root.resolve("keys");
    }

    /** Settings: {@code <pid>.json}. */
    public Path etc() {
        return root.resolve("etc");
    }

    /** What belongs to running hosts: caches, locks, sockets. Mode 0700. Nothing in it is worth keeping. */
    public Path run() {
        return root.resolve("run");
    }

    /** Logs. */
    public Path log() {
        return root.resolve("log");
    }

    /** What was published here and is still to be told to the network. */
    public Path outbox() {
        return root.resolve("outbox");
    }

    /** Content by SHA-256 that was published here and lies in no registry: archives for the network alone, manifests, lists. */
    public Path published() {
        return root.resolve("published");
    }

    /** The search index and the records seen. */
    public Path catalog() {
        return root.resolve("catalog");
    }
}
