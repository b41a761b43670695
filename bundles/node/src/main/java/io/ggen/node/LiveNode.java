package io.ggen.node;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.Connection;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.NetworkException.Reason;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.Transport;
import io.ggen.p2p.api.node.Dropped;
import io.ggen.p2p.api.node.Neighbour;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.NodeStart;
import io.ggen.p2p.api.node.NodeStatus;
import io.ggen.p2p.api.node.NodeStatus.State;
import io.ggen.p2p.api.node.Stranger;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The node. Everything that changes does so in its lane: one run from start to stop, and in it one host after another, each
 * of the transport that is then in office.
 */
final class LiveNode implements Node {
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final Parts parts;
    private final Timers timers;
    private final Office office;
    private final Backoff backoff;
    private final Dialler dialler;
    private final Waiting waiting;
    private final DroppedPeers dropped;
    private final Offer offer;
    private final Strangers strangers;
    private final Guests whiteboard = new Guests();
    private volatile View view = View.NOTHING;
    private volatile boolean dialsAgain;
    private @Nullable Run run;

    LiveNode(Parts parts) {
        this.parts = parts;
        this.timers = parts.timers();
        this.office = new Office(parts.roles(), timers, parts.slow());
        this.backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, parts.random());
        this.dropped = new DroppedPeers(parts.clock());
        this.strangers = new Strangers(parts.clock());
        this.dialler = new Dialler(timers, backoff, dropped);
        this.waiting = new Waiting(timers);
        this.offer = new Offer(parts.offer(), parts.slow(), timers);
    }

    /** One run. {@code busy} is set while an answer of the office, or of what is slow, is awaited. */
    private static final class Run {
        private final Setup setup;
        private final CompletableFuture<NodeStatus> started = new CompletableFuture<>();
        private final CompletableFuture<Void> stopped = new CompletableFuture<>();
        private List<Multiaddr> listen;
        private boolean busy;
        private boolean stopping;
        private boolean rung;
        private boolean wasUp;
        private boolean offered;
        private int failures;
        private long swaps;
        private long upSince;
        private @Nullable HomeLock lock;
        private @Nullable Signer key;
        private @Nullable LastingHost lasting;
        private @Nullable Host host;
        private @Nullable Registration listening;
        private Roles.@Nullable Watch watch;
        private Timers.@Nullable Timer retry;

        Run(Setup setup) {
            this.setup = setup;
            this.listen = setup.listen();
        }
    }

    // ---- starting

    @Override
    public CompletionStage<NodeStatus> start(NodeStart wish) {
        CompletableFuture<NodeStatus> result = new CompletableFuture<>();
        if (view.state() == State.STOPPED) {
            view = View.STARTING; // nobody who looks now should think that nothing happens
        }
        timers.execute(() -> begin(wish, result));
        return result;
    }

    private void begin(NodeStart wish, CompletableFuture<NodeStatus> result) {
        Run known = run;
        if (known != null && known.stopping) {
            known.stopped.whenComplete((done, failure) -> timers.execute(() -> begin(wish, result)));
            return;
        }
        if (known == null) {
            try {
                known = new Run(Setup.of(parts.settings().get(), wish, parts.agent()));
            } catch (ProblemException e) {
                view = View.stopped(e.problem().message());
                result.completeExceptionally(e);
                return;
            }
            run = known;
            dialsAgain = !known.setup.bootstrap().isEmpty();
            prepare(known);
        }
        known.started.whenComplete((status, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                result.complete(status);
            }
        });
    }

    private void prepare(Run now) {
        show(now, State.STARTING, "");
        now.busy = true;
        parts.slow().execute(() -> {
            HomeLock lock = null;
            try {
                lock = parts.lock().get();
                HomeLock taken = lock;
                Signer key = parts.key().get();
                parts.peers().open(now.setup.dialsRemembered());
                timers.execute(() -> prepared(now, taken, key));
            } catch (RuntimeException | LinkageError e) {
                if (lock != null) {
                    lock.close();
                }
                timers.execute(() -> failed(now, e));
            }
        });
    }

    private void prepared(Run now, HomeLock lock, Signer key) {
        now.lock = lock;
        now.key = key;
        now.busy = false;
        if (endsIfAsked(now)) {
            return;
        }
        now.lasting = new LastingHost(PeerId.of(key.publicKey()), this::stop);
        for (PeerAddresses peer : now.setup.bootstrap()) {
            dialler.keep(peer);
        }
        List<PeerAddresses> remembered = parts.peers().remembered();
        for (PeerAddresses peer : remembered.subList(0, Math.min(Setup.MOST_REMEMBERED, remembered.size()))) {
            dialler.bringBack(peer);
        }
        now.watch = parts.roles().watch(Transport.class, () -> timers.execute(() -> transportsChanged(now)));
        take(now);
    }

    private void failed(Run now, Throwable why) {
        now.busy = false;
        ProblemException failure = why instanceof ProblemException known
                ? known
                : Problem.of("the network was not started: " + Reasons.within(why) + ".")
                        .asException(why);
        finish(now, failure.problem().message());
        now.started.completeExceptionally(failure);
    }

    // ---- from transport to transport

    private void transportsChanged(Run now) {
        if (now != run || now.stopping) {
            return;
        }
        if (now.busy) {
            now.rung = true;
        } else if (!office.isHeld()) {
            take(now);
        } else if (office.isLeaving()) {
            swap(now);
        }
    }

    private void take(Run now) {
        cancelRetry(now);
        now.busy = true;
        now.rung = false;
        office.take(missing -> {
            now.busy = false;
            if (endsIfAsked(now)) {
                return;
            }
            if (missing != null) {
                boolean told = view.detail().equals(missing.message());
                show(now, State.DOWN, missing.message());
                if (now.wasUp && !told) {
                    parts.warnings().accept("the network is down: " + missing.message());
                }
                if (now.rung) {
                    take(now);
                }
            } else {
                open(now);
            }
        });
    }

    private void open(Run now) {
        Signer key = now.key;
        if (key == null) {
            throw new IllegalStateException("a transport was taken before the key was read");
        }
        now.busy = true;
        office.open(key, now.setup.listeningOn(now.listen), (host, failure) -> {
            now.busy = false;
            if (host != null) {
                opened(now, host);
            } else {
                notOpened(now, failure == null ? new IllegalStateException("no host") : failure);
            }
        });
    }

    private void opened(Run now, Host host) {
        if (now.stopping) {
            now.busy = true;
            office.close(host, () -> {
                now.busy = false;
                endsIfAsked(now);
            });
            return;
        }
        now.host = host;
        now.failures = 0;
        if (!now.wasUp) {
            now.wasUp = true;
            now.upSince = timers.now();
        }
        if (office.isLeaving()) {
            swap(now);
            return;
        }
        whiteboard.moveTo(host);
        LastingHost lasting = now.lasting;
        if (lasting != null) {
            lasting.actsAs(host);
            lasting.guestsMoveTo(host);
        }
        now.listening =
                host.listen(new Losses((peer, why) -> timers.execute(() -> lost(now, host, peer, why)), strangers));
        show(now, State.UP, "");
        dialler.up(host);
        waiting.go(host);
        if (lasting != null && !now.offered) {
            now.offered = true;
            offer.make(lasting, now.setup.serves(), () -> now.started.complete(status()));
        }
        transportsChanged(now);
    }

    private void notOpened(Run now, Throwable why) {
        String name = office.name();
        boolean left = office.isLeaving();
        office.release();
        if (endsIfAsked(now)) {
            return;
        }
        if (left) {
            take(now);
        } else if (!now.wasUp) {
            String reason = Reasons.within(why);
            String where = now.listen.isEmpty() ? "be opened" : "listen on " + words(now.listen);
            String what = reason.startsWith("cannot listen on ") ? reason : "cannot " + where + ": " + reason;
            failed(
                    now,
                    Problem.of("this host " + what + "; no network was started.")
                            .asException(why));
        } else if (!now.listen.equals(now.setup.listen())) {
            now.listen = now.setup.listen(); // somebody has the port that this host had
            take(now);
        } else {
            String sentence = "the transport " + name + " does not open (" + Reasons.within(why) + ").";
            show(now, State.DOWN, sentence);
            if (now.failures == 0) {
                parts.warnings().accept("the network is down: " + sentence);
            }
            now.failures++;
            now.retry = timers.schedule(backoff.after(now.failures), () -> {
                now.retry = null;
                if (now == run && !now.stopping && !now.busy && !office.isHeld()) {
                    take(now);
                }
            });
        }
    }

    private static String words(List<Multiaddr> addresses) {
        StringBuilder words = new StringBuilder();
        for (Multiaddr address : addresses) {
            words.append(words.length() == 0 ? "" : " and ").append(address);
        }
        return words.toString();
    }

    private void swap(Run now) {
        Host old = now.host;
        if (old == null) {
            return;
        }
        now.swaps++;
        now.listen = Ports.kept(now.setup.listen(), old.addresses());
        for (PeerAddresses peer : Peers.addresses(old)) {
            dialler.bringBack(peer);
        }
        show(now, State.DOWN, "the transport " + office.name() + " goes, and another takes over.");
        leave(now, () -> {
            if (!endsIfAsked(now)) {
                take(now);
            }
        });
    }

    /** Closes the host that there is, and lets its transport go. */
    private void leave(Run now, Runnable then) {
        Host old = now.host;
        now.host = null;
        LastingHost lasting = now.lasting;
        if (lasting != null) {
            lasting.actsAs(null);
        }
        Registration losses = now.listening;
        now.listening = null;
        if (losses != null) {
            losses.close();
        }
        dialler.down();
        now.busy = true;
        office.close(old, () -> {
            now.busy = false;
            whiteboard.moveTo(null);
            if (lasting != null) {
                lasting.guestsMoveTo(null);
            }
            then.run();
        });
    }

    private void lost(Run now, Host host, PeerId peer, String why) {
        if (now.host == host) {
            dropped.add(peer, why);
            dialler.lost(peer);
        }
    }

    // ---- stopping

    @Override
    public CompletionStage<Void> stop() {
        CompletableFuture<Void> result = new CompletableFuture<>();
        timers.execute(() -> {
            Run now = run;
            if (now == null) {
                view = View.NOTHING;
                result.complete(null);
                return;
            }
            now.stopped.whenComplete((done, failure) -> result.complete(null));
            if (!now.stopping) {
                now.stopping = true;
                show(now, State.STOPPING, "");
                cancelRetry(now);
                dialler.clear();
                waiting.cancel();
                if (now.busy) {
                    offer.takeBack(() -> {});
                } else {
                    now.busy = true;
                    offer.takeBack(() -> leave(now, () -> endsIfAsked(now)));
                }
            }
        });
        return result;
    }

    /** Ends {@code now} if somebody wants that; nothing may be under way. */
    private boolean endsIfAsked(Run now) {
        if (now.stopping && run == now) {
            finish(now, "");
            now.started.completeExceptionally(Problem.cancelled("the network was stopped before it was up.")
                    .asException());
        }
        return now.stopping;
    }

    private void finish(Run now, String detail) {
        run = null;
        cancelRetry(now);
        if (now.watch != null) {
            now.watch.close();
        }
        office.release();
        dialler.clear();
        waiting.cancel();
        parts.peers().close();
        if (now.lock != null) {
            now.lock.close();
        }
        dialsAgain = false;
        view = View.stopped(detail);
        now.stopped.complete(null);
    }

    private static void cancelRetry(Run now) {
        Timers.Timer retry = now.retry;
        now.retry = null;
        if (retry != null) {
            retry.cancel();
        }
    }

    // ---- what others see

    private void show(Run now, State state, String detail) {
        view = new View(state, detail, office.name(), now.lasting, now.wasUp ? now.upSince : -1, now.swaps);
    }

    /** What the lane shows to other threads. */
    private record View(
            State state,
            String detail,
            String transport,
            @Nullable LastingHost host,
            long upSince,
            long swaps) {
        private static final View NOTHING = stopped("");
        private static final View STARTING = new View(State.STARTING, "", "", null, -1, 0);

        static View stopped(String detail) {
            return new View(State.STOPPED, detail, "", null, -1, 0);
        }
    }

    @Override
    public NodeStatus status() {
        View now = view;
        LastingHost host = now.host();
        return new NodeStatus(
                now.state(),
                now.detail(),
                Optional.ofNullable(host).map(LastingHost::id),
                host == null ? List.of() : host.addresses(),
                now.transport(),
                host == null ? 0 : Peers.count(host),
                Duration.ofNanos(now.upSince() < 0 ? 0 : timers.now() - now.upSince()),
                now.swaps());
    }

    @Override
    public Optional<Host> host() {
        return Optional.ofNullable(view.upSince() < 0 ? null : view.host());
    }

    @Override
    public CompletionStage<Connection> connect(PeerAddresses peer, Duration within) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        timers.execute(() -> {
            Run now = run;
            if (now == null || now.stopping) {
                Waiting.fail(result, Reason.CLOSED, "No network runs in this process.");
            } else if (now.host != null) {
                Waiting.connect(now.host, peer, within, result);
            } else {
                waiting.add(peer, within, result);
            }
        });
        return result;
    }

    @Override
    public boolean dialsAgain() {
        return dialsAgain;
    }

    @Override
    public List<Neighbour> neighbours() {
        LastingHost host = view.host();
        return host == null ? List.of() : Peers.neighbours(host);
    }

    @Override
    public List<Dropped> dropped() {
        return dropped.all();
    }

    @Override
    public List<Stranger> strangers() {
        return strangers.latestFirst();
    }

    /** Gives every host to {@code register}, until the registration is closed. */
    Registration whiteboard(Function<Host, Registration> register) {
        return whiteboard.add(register);
    }
}
