package io.ggen.fetch;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.routing.ContentRouting;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What transfers are made with.
 *
 * @param host the network
 * @param lane where all state of the fetcher lives
 * @param files runs what blocks on disk or digests, several at a time
 * @param random for who comes first among equals
 * @param limits bounds
 * @param folder where archives grow
 * @param library what is on this machine
 * @param standing what is thought of peers
 * @param tally who sent what
 * @param cutOff who was connected before a swap of transports
 * @param lines streams open to fetch with
 * @param routing finds providers; gives null while there is none
 */
record Parts(
        Host host,
        Timers lane,
        Executor files,
        RandomGenerator random,
        FetchLimits limits,
        Folder folder,
        Library library,
        Standing standing,
        Tally tally,
        CutOff cutOff,
        Lines lines,
        Supplier<@Nullable ContentRouting> routing) {}
