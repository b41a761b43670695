package io.ggen.kademlia;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is answered to what. On the lane. */
final class Replies {
    private final Core core;
    private final Neighbours neighbours;
    private final Store store;
    private final Predicate<byte[]> provided;

    /** {@code provided}: whether this host itself has the content of a key. */
    Replies(Core core, Neighbours neighbours, Store store, Predicate<byte[]> provided) {
        this.core = core;
        this.neighbours = neighbours;
        this.store = store;
        this.provided = provided;
    }

    Optional<Message> to(Message request, PeerId from, Multiaddr remote) {
        byte[] key = request.key();
        switch (request.kind()) {
            case FIND_NODE:
                return Optional.of(answer(request, null, closer(key, from, remote), List.of()));
            case GET_VALUE:
                HeldValues.Held held = store.value(key);
                ValueRecord record = held == null ? null : new ValueRecord(key, held.value(), held.received());
                return Optional.of(answer(request, record, closer(key, from, remote), List.of()));
            case GET_PROVIDERS:
                return Optional.of(
                        answer(request, null, closer(key, from, remote), filtered(providers(key, from), remote)));
            case PUT_VALUE:
                return Optional.of(put(request, from));
            case ADD_PROVIDER:
                addProvider(request, from, remote);
                return Optional.empty();
            default:
                return Optional.of(answer(request, null, List.of(), List.of()));
        }
    }

    private static Message answer(
            Message request, @Nullable ValueRecord record, List<PeerAddresses> closer, List<PeerAddresses> providers) {
        return new Message(request.kind(), request.key(), record, closer, providers);
    }

    private List<PeerAddresses> closer(byte[] key, PeerId from, Multiaddr remote) {
        List<PeerAddresses> peers = new ArrayList<>(KademliaSettings.HOLDERS);
        if (Arrays.equals(key, core.id.bytes())) {
            peers.add(new PeerAddresses(core.id, core.host.addresses()));
        }
        int room = KademliaSettings.HOLDERS - peers.size();
        for (Contact contact : core.table.closest(Key.of(key), room, from)) {
            peers.add(contact.toPeer());
        }
        return filtered(peers, remote);
    }

    /** This host first, if it is one: whoever nobody is near to could not be found otherwise. */
    private List<PeerAddresses> providers(byte[] key, PeerId from) {
        List<PeerAddresses> known = new ArrayList<>(MessageCodec.MOST_PEERS);
        if (provided.test(key)) {
            known.add(new PeerAddresses(core.id, core.host.addresses()));
        }
        known.addAll(store.providers.some(Key.of(key), MessageCodec.MOST_PEERS - known.size(), from, core.now()));
        return known;
    }

    /** With addresses that mean something to who asks; peers without any are left out. */
    private static List<PeerAddresses> filtered(List<PeerAddresses> peers, Multiaddr remote) {
        List<PeerAddresses> kept = new ArrayList<>(peers.size());
        for (PeerAddresses peer : peers) {
            List<Multiaddr> addresses = Networks.within(remote, peer.addresses(), MessageCodec.MOST_ADDRESSES);
            if (!addresses.isEmpty()) {
                kept.add(new PeerAddresses(peer.peer(), addresses));
            }
        }
        return kept;
    }

    private Message put(Message request, PeerId from) {
        ValueRecord record = request.record();
        if (record == null || !Arrays.equals(record.key(), request.key())) {
            neighbours.fault(from, Fault.WRONG_KEY);
            throw refused("The record is not of the message's key.");
        }
        if (record.value().length > core.settings.limits().value()) {
            neighbours.fault(from, Fault.OVERSIZED);
            throw refused("The value is too long.");
        }
        if (!core.validators.isValid(record.key(), record.value())) {
            neighbours.fault(from, Fault.INVALID_VALUE);
            throw refused("The value is not valid.");
        }
        if (store.isForOthers(Key.of(record.key()))) {
            throw refused("Twenty others are nearer to the key.");
        }
        HeldValues.Held held = store.offer(record.key(), record.value(), from);
        if (held == null) {
            throw refused("There is no room for the value.");
        }
        core.validators.received(record.key(), record.value(), from);
        return answer(request, new ValueRecord(held.key(), held.value(), held.received()), List.of(), List.of());
    }

    private static NetworkException refused(String why) {
        return new NetworkException(Reason.REFUSED, why);
    }

    private void addProvider(Message request, PeerId from, Multiaddr remote) {
        if (!ContentKey.isOne(request.key())) {
            neighbours.fault(from, Fault.WRONG_KEY);
            throw refused("The key is no SHA-256 multihash.");
        }
        for (PeerAddresses provider : request.providers()) {
            List<Multiaddr> addresses = Networks.within(remote, provider.addresses(), MessageCodec.MOST_ADDRESSES);
            if (!provider.peer().equals(from)) {
                neighbours.fault(from, Fault.FOREIGN_PROVIDER);
            } else if (!addresses.isEmpty()) {
                store.providers.add(Key.of(request.key()), from, addresses, core.now());
            }
        }
    }
}
