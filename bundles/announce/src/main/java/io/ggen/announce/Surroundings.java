package io.ggen.announce;

import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.pubsub.PubSub;
import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What an announcer works with.
 *
 * @param host the host of this process
 * @param values records at the peers nearest to their keys
 * @param contents who has what
 * @param pubsub everybody who listens
 * @param store the catalogue of records
 * @param records finds what was published here
 * @param outbox what is still to be told
 * @param publishing keeps one's own heads fresh
 * @param timers the lane of the announcer
 * @param disk runs what may block; may refuse when it has too much to do
 * @param clock for dates
 */
record Surroundings(
        Host host,
        ValueStore values,
        ContentRouting contents,
        PubSub pubsub,
        RecordStore store,
        OwnRecords records,
        Outbox outbox,
        Publishing publishing,
        Timers timers,
        Executor disk,
        Clock clock) {}
