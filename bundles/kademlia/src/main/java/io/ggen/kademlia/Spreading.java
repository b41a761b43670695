package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.routing.ValueStore.Receipt;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Puts values and providers at peers that were found. On the lane. */
final class Spreading {
    private final Core core;
    private final Requests requests;
    private final Store store;

    Spreading(Core core, Requests requests, Store store) {
        this.core = core;
        this.requests = requests;
        this.store = store;
    }

    /**
     * Puts a value at {@code peers}; completes when all have answered or {@code within} has passed. Where a key is crowded
     * there are more than twenty, but twenty is what is told.
     */
    CompletionStage<Receipt> put(
            byte[] key, byte[] value, List<Contact> peers, Duration within, Consumer<Receipt> progress) {
        byte[] request = MessageCodec.encode(Message.put(key, value));
        Tally tally = new Tally(peers.size(), progress);
        for (Contact peer : peers) {
            requests.ask(peer, request).whenComplete((answer, failure) -> {
                ValueRecord echo = answer == null ? null : answer.message().record();
                boolean holds = echo != null && Arrays.equals(echo.value(), value);
                if (echo != null && !holds && core.validators.isValid(key, echo.value())) {
                    store.offer(key, echo.value(), null);
                }
                tally.count(holds);
            });
        }
        return tally.within(core, within);
    }

    /** Tells {@code peers} that this host has the content of {@code key}; completes with how many were told. */
    CompletionStage<Receipt> provide(byte[] key, List<Contact> peers, Duration within) {
        Message message = new Message(
                Kind.ADD_PROVIDER, key, null, List.of(), List.of(new PeerAddresses(core.id, core.host.addresses())));
        byte[] request = MessageCodec.encode(message);
        Tally tally = new Tally(peers.size(), receipt -> {});
        for (Contact peer : peers) {
            requests.tell(peer, request).whenComplete((done, failure) -> tally.count(failure == null));
        }
        return tally.within(core, within);
    }

    /** Counts answers. */
    private static final class Tally {
        private final CompletableFuture<Receipt> all = new CompletableFuture<>();
        private final Consumer<Receipt> progress;
        private final int asked;
        private int left;
        private int holders;

        Tally(int count, Consumer<Receipt> progress) {
            this.progress = progress;
            this.left = count;
            this.asked = Math.min(count, KademliaSettings.HOLDERS);
            if (count == 0) {
                all.complete(receipt());
            }
        }

        private Receipt receipt() {
            return new Receipt(Math.min(holders, asked), asked);
        }

        void count(boolean holds) {
            left--;
            if (holds) {
                holders++;
                if (!all.isDone() && holders <= asked) {
                    progress.accept(receipt());
                }
            }
            if (left == 0) {
                all.complete(receipt());
            }
        }

        CompletionStage<Receipt> within(Core core, Duration limit) {
            var timer = core.timers.schedule(limit, () -> all.complete(receipt()));
            all.whenComplete((done, failure) -> timer.cancel());
            return all;
        }
    }
}
