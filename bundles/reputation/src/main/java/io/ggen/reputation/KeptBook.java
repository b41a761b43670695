package io.ggen.reputation;

import io.ggen.api.Texts;
import io.ggen.api.files.DurableFiles;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Timers;
import io.ggen.p2p.api.reputation.Outcome;
import io.ggen.p2p.api.reputation.OutcomeBook;
import io.ggen.p2p.api.reputation.Outcomes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A book in memory and, some seconds later, in a file. The file is written on the lane, which should be one for
 * that.
 */
final class KeptBook implements OutcomeBook {
    static final int MOST_PEERS = 2000;
    static final Duration WRITE_AFTER = Duration.ofSeconds(5);

    private static final int LARGEST_FILE = 8 << 20;

    private final Path file;
    private final Clock clock;
    private final Timers lane;
    private final Consumer<String> warnings;
    /** In the order in which they were heard of last. */
    private final Map<PeerId, Account> accounts = new LinkedHashMap<>();

    private boolean changed;
    private boolean broken;

    KeptBook(Path file, Clock clock, Timers lane, Consumer<String> warnings) {
        this.file = file;
        this.clock = clock;
        this.lane = lane;
        this.warnings = warnings;
    }

    /** Reads the file, before anything is noted; blocks. One that is damaged counts as empty, with a warning. */
    void load() {
        if (!Files.exists(file)) {
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] text = in.readNBytes(LARGEST_FILE + 1);
            if (text.length > LARGEST_FILE) {
                throw new IOException("it is too large");
            }
            Map<PeerId, Account> before = BookFile.read(text, 2 * MOST_PEERS);
            List<Map.Entry<PeerId, Account>> byAge = new ArrayList<>(before.entrySet());
            byAge.sort(Comparator.comparing(entry -> entry.getValue().last()));
            synchronized (this) {
                byAge.forEach(entry -> accounts.put(entry.getKey(), entry.getValue()));
                trim();
            }
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            warnings.accept(file + " is damaged (" + Texts.shown(why) + "); the reputation of peers begins anew.");
        }
    }

    @Override
    public synchronized Outcomes of(PeerId peer) {
        return accounts.getOrDefault(peer, Account.EMPTY).outcomes();
    }

    @Override
    public synchronized void note(PeerId peer, Outcome outcome) {
        Account before = accounts.remove(peer);
        accounts.put(peer, (before == null ? Account.EMPTY : before).with(outcome, clock.instant()));
        trim();
        if (!changed) {
            changed = true;
            lane.schedule(WRITE_AFTER, this::write);
        }
    }

    private void trim() {
        while (accounts.size() > MOST_PEERS) {
            accounts.remove(accounts.keySet().iterator().next());
        }
    }

    /** Writes the file if there is something new; blocks. */
    void write() {
        Map<PeerId, Account> copy;
        synchronized (this) {
            if (!changed) {
                return;
            }
            changed = false;
            copy = new LinkedHashMap<>(accounts);
        }
        try {
            DurableFiles.write(file, BookFile.write(copy));
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                warnings.accept("the reputation of peers could not be kept in " + file + " (" + e.getMessage() + ").");
            }
            broken = true;
        }
    }
}
