package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Says who has what, and finds out; finds peers by their ids as well. On the lane. */
final class Contents {
    private final Core core;
    private final Store store;
    private final Lookups lookups;
    private final Spreading spreading;
    private final Republisher republisher;

    Contents(Core core, Store store, Lookups lookups, Spreading spreading, Republisher republisher) {
        this.core = core;
        this.store = store;
        this.lookups = lookups;
        this.spreading = spreading;
        this.republisher = republisher;
    }

    /** Tells the nearest peers that this host has the content of {@code key}, and keeps that alive from now on. */
    CompletionStage<Integer> provide(byte[] key, Duration within) {
        republisher.keep(key, null);
        if (core.host.addresses().isEmpty()) {
            throw new NetworkException(Reason.REFUSED, "This host has no address to be found at.");
        }
        long start = core.now();
        return lookups.nearest(key, core.settings.paths(), KademliaSettings.HOLDERS, within)
                .thenCompose(found -> spreading.provide(key, found.contacts(), core.left(within, start)))
                .thenApply(receipt -> {
                    if (receipt.isAnnounced()) {
                        republisher.told(key);
                    }
                    return receipt.holders();
                });
    }

    CompletionStage<List<PeerAddresses>> providers(
            byte[] key, int most, Duration within, Consumer<PeerAddresses> found) {
        Map<PeerId, PeerAddresses> all = new LinkedHashMap<>();
        collect(store.providers.some(Key.of(key), most, core.id, core.now()), all, most, found);
        if (all.size() >= most || core.table.size() == 0 && !core.arrivals.mayCome()) {
            return CompletableFuture.completedFuture(List.copyOf(all.values()));
        }
        Lookup.Visitor visitor = (from, answer) -> {
            collect(believed(answer, answer.message().providers()), all, most, found);
            return all.size() >= most;
        };
        Lookup.Goal goal =
                new Lookup.Goal(Message.request(Kind.GET_PROVIDERS, key), 1, KademliaSettings.HOLDERS, false, visitor);
        return lookups.start(goal, within).thenApply(result -> List.copyOf(all.values()));
    }

    private static void collect(
            List<PeerAddresses> told, Map<PeerId, PeerAddresses> all, int most, Consumer<PeerAddresses> found) {
        for (PeerAddresses one : told) {
            if (all.size() < most && all.putIfAbsent(one.peer(), one) == null) {
                found.accept(one);
            }
        }
    }

    /** Those of the peers in an answer that are not this host and have an address that its sender can know. */
    private List<PeerAddresses> believed(Answer answer, List<PeerAddresses> peers) {
        List<PeerAddresses> believed = new ArrayList<>(peers.size());
        for (PeerAddresses one : peers) {
            List<Multiaddr> addresses = Networks.within(answer.remote(), one.addresses(), MessageCodec.MOST_ADDRESSES);
            if (!addresses.isEmpty() && !one.peer().equals(core.id)) {
                believed.add(new PeerAddresses(one.peer(), addresses));
            }
        }
        return believed;
    }

    CompletionStage<Optional<PeerAddresses>> find(PeerId peer, Duration within) {
        Entry entry = core.table.get(peer);
        if (entry != null && entry.isLive()) {
            return CompletableFuture.completedFuture(Optional.of(entry.contact.toPeer()));
        }
        List<PeerAddresses> seen = new ArrayList<>(1);
        Lookup.Visitor visitor = (from, answer) -> {
            for (PeerAddresses one : believed(answer, answer.message().closer())) {
                if (one.peer().equals(peer)) {
                    seen.add(one);
                }
            }
            return !seen.isEmpty();
        };
        return lookups.find(peer, visitor, within)
                .thenApply(result -> seen.isEmpty() ? Optional.empty() : Optional.of(seen.get(0)));
    }
}
