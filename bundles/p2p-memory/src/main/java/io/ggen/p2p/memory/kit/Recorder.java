package io.ggen.p2p.memory.kit;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.PeerInfo;
import io.ggen.p2p.api.PeerListener;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Writes down what a host tells about peers, and says when something in particular was told. */
public final class Recorder implements PeerListener {
    private final List<Event> events = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();

    /** Has heard of nothing yet. */
    public Recorder() {}

    /**
     * One call.
     *
     * @param kind the method
     * @param peer about whom
     * @param info what was identified, if that is what it was
     * @param why the reason given for a disconnect, else empty text
     */
    public record Event(Kind kind, PeerId peer, Optional<PeerInfo> info, String why) {}

    /** The methods of a listener. */
    public enum Kind {
        /** {@link PeerListener#connected}. */
        CONNECTED,
        /** {@link PeerListener#identified}. */
        IDENTIFIED,
        /** {@link PeerListener#disconnected}. */
        DISCONNECTED
    }

    private record Wish(Predicate<Event> wanted, CompletableFuture<Event> granted) {}

    /** Complete when an event like this has come, which may be long ago. */
    public synchronized CompletionStage<Event> heard(Predicate<Event> wanted) {
        for (Event event : events) {
            if (wanted.test(event)) {
                return CompletableFuture.completedFuture(event);
            }
        }
        Wish wish = new Wish(wanted, new CompletableFuture<>());
        wishes.add(wish);
        return wish.granted();
    }

    /** Complete when this was told about {@code peer}. */
    public CompletionStage<Event> heard(Kind kind, PeerId peer) {
        return heard(event -> event.kind() == kind && event.peer().equals(peer));
    }

    /** What was told about {@code peer} so far, in order. */
    public synchronized List<Kind> about(PeerId peer) {
        return events.stream()
                .filter(event -> event.peer().equals(peer))
                .map(Event::kind)
                .toList();
    }

    @Override
    public void connected(PeerId peer) {
        add(new Event(Kind.CONNECTED, peer, Optional.empty(), ""));
    }

    @Override
    public void identified(PeerInfo info) {
        add(new Event(Kind.IDENTIFIED, info.peer(), Optional.of(info), ""));
    }

    @Override
    public void disconnected(PeerId peer, String why) {
        add(new Event(Kind.DISCONNECTED, peer, Optional.empty(), why));
    }

    private void add(Event event) {
        List<CompletableFuture<Event>> granted = new ArrayList<>();
        synchronized (this) {
            events.add(event);
            for (Iterator<Wish> all = wishes.iterator(); all.hasNext(); ) {
                Wish wish = all.next();
                if (wish.wanted().test(event)) {
                    all.remove();
                    granted.add(wish.granted());
                }
            }
        }
        granted.forEach(wish -> wish.complete(event));
    }
}
