package io.ggen.node;

import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a node is made of.
 *
 * @param roles gives the transport in office
 * @param settings as they are at the moment
 * @param lock takes the lock of the home; may block, and throw {@link io.ggen.api.ProblemException}
 * @param key the host's key; likewise
 * @param timers the lane of the node
 * @param slow runs what may block, one after the other
 * @param clock for dates
 * @param random for waiting times
 * @param warnings hears what the user should know
 * @param peers those remembered from earlier runs
 * @param offer makes a host known to protocols, with whether it serves, until the registration is closed; may block
 * @param agent who this is, for other peers
 */
record Parts(
        Roles roles,
        Supplier<Configured> settings,
        Supplier<HomeLock> lock,
        Supplier<Signer> key,
        Timers timers,
        Executor slow,
        Clock clock,
        RandomGenerator random,
        Consumer<String> warnings,
        KeptPeers peers,
        BiFunction<Host, Boolean, Registration> offer,
        String agent) {}
