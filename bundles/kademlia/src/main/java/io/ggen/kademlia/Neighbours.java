package io.ggen.kademlia;

import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the table true: takes in servers that answer or come, asks the longest silent before somebody takes its place, takes
 * out who is dead. Nobody is taken out while nobody else answers: then it may be this host that is cut off. On the lane.
 */
final class Neighbours implements PeerListener {
    private static final int MOST_DROPPED = 200;
    private static final int MOST_REFUSALS = 20;
    private static final long FRESH = Duration.ofMinutes(1).toNanos();
    private static final Duration A_MOMENT = Duration.ofSeconds(3);
    private static final int FEW = 3;

    private final Core core;
    private final Dialled dialled;
    private final Map<PeerId, List<Multiaddr>> connected = new LinkedHashMap<>();
    private final Map<PeerId, String> dropped = new LinkedHashMap<>();
    private @Nullable Requests requests;
    private long heard;

    Neighbours(Core core) {
        this.core = core;
        this.dialled = new Dialled(core);
    }

    /** Before anything else. */
    void use(Requests one) {
        requests = one;
    }

    Dialled dialled() {
        return dialled;
    }

    boolean isConnected(PeerId peer) {
        return connected.containsKey(peer);
    }

    /** A peer is about to be asked something. */
    void using(PeerId peer) {
        dialled.using(peer, connected.containsKey(peer));
    }

    @Override
    public void connected(PeerId peer) {
        core.timers.execute(() -> connected.putIfAbsent(peer, List.of()));
    }

    @Override
    public void disconnected(PeerId peer, String why) {
        core.timers.execute(() -> {
            connected.remove(peer);
            dialled.gone(peer);
        });
    }

    @Override
    public void identified(PeerInfo info) {
        core.timers.execute(() -> {
            if (!connected.containsKey(info.peer())) {
                return;
            }
            boolean serves = info.protocols().contains(core.settings.protocol());
            connected.put(info.peer(), serves ? info.addresses() : List.of());
            if (!serves) {
                if (core.table.get(info.peer()) != null) {
                    drop(info.peer(), "it does not serve any more");
                }
            } else if (core.table.get(info.peer()) == null) {
                // who dials usually asks something, or has been asked, and is in the table before the moment is over
                Duration moment = core.table.size() < FEW ? Duration.ZERO : A_MOMENT;
                core.timers.schedule(moment, () -> introduce(info.peer()));
            }
        });
    }

    /** Takes in a peer that has not been asked anything yet, where there is room: the socket's address has to be searched. */
    private void introduce(PeerId peer) {
        int index = core.table.index(Key.of(peer));
        if (core.table.get(peer) == null && core.table.count(index) < KademliaSettings.HOLDERS) {
            for (Connection connection : core.host.connections()) {
                if (connection.peer().equals(peer)) {
                    heard(peer, connection.remote());
                    return;
                }
            }
        }
    }

    /** A peer that says it serves did something, at the other end of a socket of this address. */
    void heard(PeerId peer, Multiaddr remote) {
        List<Multiaddr> addresses = connected.get(peer);
        if (addresses != null && !addresses.isEmpty()) {
            seen(Contact.of(peer, Networks.claimed(remote, addresses, MessageCodec.MOST_ADDRESSES)), remote);
        }
    }

    /** A peer answered a request; {@code dialled} at one of the addresses, that is. */
    void answered(Contact from, Multiaddr remote, boolean dialledNow) {
        heard++;
        Entry entry = core.table.get(from.peer());
        if (entry != null) {
            seen(entry.contact, remote);
            return;
        }
        List<Multiaddr> own =
                Networks.claimed(remote, connected.getOrDefault(from.peer(), List.of()), MessageCodec.MOST_ADDRESSES);
        if (!own.isEmpty() || dialledNow) {
            seen(new Contact(from.peer(), from.key(), own.isEmpty() ? from.addresses() : own), remote);
        }
    }

    private void seen(Contact contact, Multiaddr remote) {
        if (core.isBanned(contact.peer())) {
            return;
        }
        long now = core.now();
        Bucket.Place place = core.table.seen(contact, core.networks.group(remote), now);
        if (place == Bucket.Place.IN) {
            core.arrivals.somebody();
        } else if (place == Bucket.Place.WAITING) {
            Entry stalest = core.table.bucket(core.table.index(contact.key())).stalest();
            if (stalest != null && now - stalest.seen > FRESH) {
                check(stalest);
            }
        }
    }

    /** A request failed. */
    void failed(Contact to, NetworkException why) {
        if (why.reason() == Reason.MALFORMED) {
            fault(to.peer(), Fault.MALFORMED);
        } else if (why.reason() == Reason.LIMIT) {
            fault(to.peer(), Fault.OVERSIZED);
        }
        Entry entry = core.table.get(to.peer());
        if (entry == null) {
            return;
        }
        entry.trouble = why.getMessage();
        if (why.reason() == Reason.NO_PROTOCOL) {
            drop(to.peer(), "it does not serve any more");
        } else if (why.reason() == Reason.RESET) {
            // alive, and says no: to a value that it need not hold, for one
            if (++entry.refusals > MOST_REFUSALS) {
                drop(to.peer(), "it refuses everything");
            }
        } else {
            entry.failures++;
            check(entry);
        }
    }

    /** Asks a peer in the table whether it is there, and drops it if not. */
    void check(Entry entry) {
        if (entry.checking || requests == null) {
            return;
        }
        entry.checking = true;
        long heardBefore = heard;
        requests.ping(entry.contact).whenComplete((remote, failure) -> {
            entry.checking = false;
            if (core.table.get(entry.contact.peer()) != entry) {
                return;
            }
            if (failure == null) {
                heard++;
                entry.seen = core.now();
                entry.failures = 0;
            } else {
                entry.failures++;
                entry.trouble = NetworkException.of(failure).getMessage();
                if (heard > heardBefore) {
                    drop(entry.contact.peer(), String.valueOf(entry.trouble));
                }
            }
        });
    }

    /** Takes note of what a peer did wrong; after some of that it is dropped and not listened to for a while. */
    void fault(PeerId peer, Fault fault) {
        if (core.conduct.fault(peer, fault, core.now())) {
            drop(peer, "it " + fault.text);
        }
    }

    private void drop(PeerId peer, String why) {
        core.table.remove(peer);
        dropped.remove(peer);
        if (dropped.size() == MOST_DROPPED) {
            dropped.remove(dropped.keySet().iterator().next());
        }
        dropped.put(peer, why);
    }

    /** Why a peer was dropped, or null. */
    @Nullable
    String whyDropped(PeerId peer) {
        return dropped.get(peer);
    }

    Map<PeerId, String> dropped() {
        return new LinkedHashMap<>(dropped);
    }

    /** An entry of the table, for people. */
    PeerStatus status(Entry entry) {
        String fault = core.conduct.trouble(entry.contact.peer());
        return new PeerStatus(
                entry.contact.toPeer(),
                core.table.index(entry.contact.key()),
                Duration.ofNanos(core.now() - entry.since),
                Duration.ofNanos(core.now() - entry.seen),
                entry.isLive(),
                entry.trouble != null ? entry.trouble : fault == null ? "" : "It " + fault + ".");
    }

    /** All that is known of a peer, for people. */
    PeerStanding standing(PeerId peer) {
        Entry entry = core.table.get(peer);
        String why = dropped.get(peer);
        String fault = core.conduct.trouble(peer);
        return new PeerStanding(
                Optional.ofNullable(entry).map(this::status),
                why == null || entry != null ? "" : why,
                fault == null ? "" : "it " + fault,
                core.isBanned(peer));
    }

    /** Asks those that were silent for {@code silence}, at most {@code most} of them. */
    void checkSilent(Duration silence, int most) {
        long before = core.now() - silence.toNanos();
        int left = most;
        for (Entry entry : new ArrayList<>(core.table.entries())) {
            if (left > 0 && !entry.checking && entry.seen - before < 0) {
                check(entry);
                left--;
            }
        }
    }
}
