package io.ggen.registry.p2p;

import io.ggen.p2p.api.routing.ContentRouting;
import io.ggen.p2p.api.routing.ValueStore;

/**
 * The parts of a network that runs.
 *
 * @param exchange asks single peers for records
 */
record Network(ValueStore values, ContentRouting routing, Exchange exchange) {}
