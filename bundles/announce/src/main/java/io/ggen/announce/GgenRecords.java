package io.ggen.announce;

import io.ggen.api.ProblemException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.routing.ValueValidator;
import io.ggen.records.Selector;
import io.ggen.records.Signed;
import io.ggen.records.store.Origin;
import io.ggen.records.store.RecordStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The rules of the namespace {@code ggen} (GGEN-WIRE section 3): signed records, each under the key that it names itself. What
 * peers put at this host goes into its catalogue as well, under the quota of whoever put it.
 */
@Component
public final class GgenRecords implements ValueValidator {
    /** How many records may wait for the catalogue; more than that come again when they are put again, or by sync. */
    static final int QUEUE = 1_000;

    private static final System.Logger LOG = System.getLogger(GgenRecords.class.getName());

    private final OpenedValues values;
    private final RecordStore store;
    private final Executor disk;
    private final Runnable end;

    /** By the clock of this machine. */
    @Activate
    public GgenRecords(@Reference RecordStore store) {
        this(Clock.systemUTC(), store, Disk.thread("ggen values", QUEUE));
    }

    private GgenRecords(Clock clock, RecordStore store, ThreadPoolExecutor disk) {
        this.values = new OpenedValues(clock);
        this.store = store;
        this.disk = disk;
        this.end = disk::shutdownNow;
    }

    /** {@code disk} runs what may block; it may refuse when it has too much to do. */
    GgenRecords(Clock clock, RecordStore store, Executor disk) {
        this.values = new OpenedValues(clock);
        this.store = store;
        this.disk = disk;
        this.end = () -> {};
    }

    @Deactivate
    void close() {
        end.run();
    }

    @Override
    public String namespace() {
        return "ggen";
    }

    @Override
    public boolean isValid(byte[] key, byte[] value) {
        return values.open(key, value).isPresent();
    }

    @Override
    public int select(byte[] key, List<byte[]> candidates) {
        List<Signed<?>> records = new ArrayList<>(candidates.size());
        List<Integer> places = new ArrayList<>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            Optional<Signed<?>> record = values.open(key, candidates.get(i));
            if (record.isPresent()) {
                records.add(record.get());
                places.add(i);
            }
        }
        return records.isEmpty() ? 0 : places.get(Selector.select(records));
    }

    @Override
    public void received(byte[] key, byte[] value, PeerId from) {
        Optional<Signed<?>> record = values.open(key, value);
        if (record.isPresent()) {
            try {
                disk.execute(() -> take(record.get(), Origin.peer(from.toString())));
            } catch (RejectedExecutionException e) {
                LOG.log(System.Logger.Level.DEBUG, "Too many values wait for the catalogue; one was left out");
            }
        }
    }

    private void take(Signed<?> record, Origin origin) {
        try {
            store.take(record, origin);
        } catch (ProblemException e) {
            LOG.log(System.Logger.Level.DEBUG, "A value was not taken into the catalogue", e);
        }
    }

    /** How many values were checked, each time a signature is verified. */
    long checked() {
        return values.checked();
    }
}
