package io.ggen.node;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.node.PeerBook;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The peers in {@code peers.json}: in memory while the node runs, written behind the backs of those who tell. */
final class KeptPeers implements PeerBook {
    private final PeersFile file;
    private final Executor slow;
    private final Clock clock;
    private final Consumer<String> warnings;
    private Remembered remembered = Remembered.NOBODY;
    private boolean open;
    private boolean shown;
    private boolean writing;
    private boolean complained;

    /** Touches nothing yet; {@code slow} runs one task after another. */
    KeptPeers(PeersFile file, Executor slow, Clock clock, Consumer<String> warnings) {
        this.file = file;
        this.slow = slow;
        this.clock = clock;
        this.warnings = warnings;
    }

    /** Reads the file; may block. {@code dials}: whether this run may dial those remembered. */
    void open(boolean dials) {
        Remembered read = Remembered.NOBODY;
        try {
            read = file.read().asOf(clock.instant());
        } catch (IOException e) {
            warnings.accept("peers.json could not be read (" + Reasons.within(e)
                    + "), so no peers of earlier runs are known; it is written anew.");
        }
        synchronized (this) {
            remembered = read;
            open = true;
            shown = dials;
        }
    }

    /** From now on nobody is remembered and nobody is shown. */
    synchronized void close() {
        open = false;
        shown = false;
    }

    @Override
    public synchronized List<PeerAddresses> remembered() {
        return shown ? remembered.addresses() : List.of();
    }

    @Override
    public synchronized void remember(List<PeerAddresses> peers) {
        if (!open) {
            return;
        }
        remembered = remembered.with(peers, clock.instant());
        if (!writing) {
            writing = true;
            slow.execute(this::write);
        }
    }

    private void write() {
        Remembered now;
        synchronized (this) {
            writing = false;
            now = remembered;
        }
        try {
            file.write(now);
            complained = false;
        } catch (IOException e) {
            if (!complained) {
                warnings.accept("peers.json could not be written (" + Reasons.within(e)
                        + "), so the next start knows fewer peers.");
            }
            complained = true;
        }
    }
}
