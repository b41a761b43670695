package io.ggen.announce;

import io.ggen.api.Digest;
import io.ggen.records.Opened;
import io.ggen.records.Records;
import io.ggen.records.Signed;
import io.ggen.records.ValueKey;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens values of the hash table, each of the latest ones once: what is valid under its key stays so. For many threads, and for as
 * many values as are asked about again within one request.
 */
final class OpenedValues {
    /** How many records are remembered, each of at most 9 KiB. */
    static final int LATEST = 256;

    private final Clock clock;
    private final Map<Digest, Signed<?>> latest = new LinkedHashMap<>(16, 0.75f, true);
    private long checked;

    OpenedValues(Clock clock) {
        this.clock = clock;
    }

    /** The record in {@code value}, if it is valid and belongs under {@code key}. */
    Optional<Signed<?>> open(byte[] key, byte[] value) {
        Optional<ValueKey> known = ValueKey.parse(key);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = Digest.sha256Of(value);
        Signed<?> before = remembered(digest);
        if (before != null) {
            return before.payload().valueKey().equals(known.get()) ? Optional.of(before) : Optional.empty();
        }
        Opened<Signed<?>> opened = Records.openValue(known.get(), value, clock.instant());
        Optional<Signed<?>> record = opened.value().map(signed -> (Signed<?>) signed);
        remember(digest, record);
        return record;
    }

    private synchronized @Nullable Signed<?> remembered(Digest digest) {
        return latest.get(digest);
    }

    private synchronized void remember(Digest digest, Optional<Signed<?>> record) {
        checked++;
        if (record.isPresent()) {
            latest.put(digest, record.get());
            if (latest.size() > LATEST) {
                latest.remove(latest.keySet().iterator().next());
            }
        }
    }

    /** How many values were opened, and not remembered. */
    synchronized long checked() {
        return checked;
    }
}
