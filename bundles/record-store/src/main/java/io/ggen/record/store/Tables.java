package io.ggen.record.store;

import io.ggen.records.Records;
import io.ggen.records.Signed;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import java.util.zip.CRC32C;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.LongDataType;
import org.jspecify.annotations.Nullable;

/** The tables in the file. What each maps to what stands beside it. */
final class Tables {
    private static final int CHECK = Integer.BYTES;

    final MVStore file;
    /** Number to checksum and envelope. */
    final MVMap<Long, byte[]> envelopes;
    /** Id to number. */
    final MVMap<byte[], byte[]> ids;
    /** Publisher, id to {@link Row}. */
    final MVMap<byte[], byte[]> owned;
    /** Publisher, name, version to the number of a release, or those of two in a fork, the lower id first. */
    final MVMap<byte[], byte[]> releases;
    /** Publisher, name to the number of the head, or those of two in a fork, the higher seq first, then the lower id. */
    final MVMap<byte[], byte[]> heads;
    /** Publisher to the number of its end. */
    final MVMap<byte[], byte[]> revocations;
    /** Name, publisher to nothing. */
    final MVMap<byte[], byte[]> names;
    /** SHA-256 of an archive, number of a release to nothing. */
    final MVMap<byte[], byte[]> archives;
    /** Publishers of whom this host itself took something. */
    final MVMap<byte[], byte[]> ours;
    /** Id of a record that is not here to its number in {@link #seenInOrder} and until when that counts, in seconds. */
    final MVMap<byte[], byte[]> seen;
    /** Number to id, in the order of coming. */
    final MVMap<Long, byte[]> seenInOrder;
    /** Name to the number of its last change. */
    final MVMap<byte[], byte[]> changed;
    /** Number of a change to name. */
    final MVMap<Long, byte[]> changes;

    private final MVMap<byte[], byte[]> numbers;

    Tables(MVStore file) {
        this.file = file;
        envelopes = byNumber("envelopes");
        ids = byBytes("ids");
        owned = byBytes("owned");
        releases = byBytes("releases");
        heads = byBytes("heads");
        revocations = byBytes("revocations");
        names = byBytes("names");
        archives = byBytes("archives");
        ours = byBytes("ours");
        seen = byBytes("seen");
        seenInOrder = byNumber("seenInOrder");
        changed = byBytes("changed");
        changes = byNumber("changes");
        numbers = byBytes("numbers");
    }

    private MVMap<byte[], byte[]> byBytes(String name) {
        return file.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>().keyType(UnsignedBytes.TYPE).valueType(UnsignedBytes.TYPE));
    }

    private MVMap<Long, byte[]> byNumber(String name) {
        return file.openMap(
                name,
                new MVMap.Builder<Long, byte[]>().keyType(LongDataType.INSTANCE).valueType(UnsignedBytes.TYPE));
    }

    /** A number that the file keeps under {@code name}; {@code otherwise} if it has none yet. */
    long number(String name, long otherwise) {
        byte @Nullable [] value = numbers.get(Keys.ascii(name));
        return value == null ? otherwise : ByteBuffer.wrap(value).getLong();
    }

    void setNumber(String name, long number) {
        numbers.put(Keys.ascii(name), Keys.of(number));
    }

    void putEnvelope(long number, byte[] envelope) {
        ByteBuffer out = ByteBuffer.allocate(CHECK + envelope.length);
        envelopes.put(number, out.putInt(check(envelope, 0)).put(envelope).array());
    }

    byte[] envelope(long number) {
        byte @Nullable [] value = envelopes.get(number);
        if (value == null || value.length < CHECK || ByteBuffer.wrap(value).getInt() != check(value, CHECK)) {
            throw damage("record " + number + " is damaged");
        }
        return Arrays.copyOfRange(value, CHECK, value.length);
    }

    private static int check(byte[] bytes, int from) {
        CRC32C check = new CRC32C();
        check.update(bytes, from, bytes.length - from);
        return (int) check.getValue();
    }

    Signed<?> record(long number) {
        return open(envelope(number));
    }

    static Signed<?> open(byte[] envelope) {
        return Records.reopen(envelope).value().orElseThrow(() -> damage("a record is none"));
    }

    static RuntimeException damage(String what) {
        return DataUtils.newMVStoreException(DataUtils.ERROR_FILE_CORRUPT, what);
    }

    /** The row of a record that is here. */
    Row row(byte[] publisher, byte[] id) {
        byte[] key = Keys.with(publisher, id);
        byte @Nullable [] value = owned.get(key);
        if (value == null) {
            throw damage("an entry is missing");
        }
        return Row.read(key, value);
    }

    void putRow(byte[] publisher, Row row) {
        owned.put(Keys.with(publisher, row.id()), row.value());
    }

    /** Goes through all entries of {@code table} whose keys begin with {@code beginning}, until {@code each} has enough. */
    static void scan(MVMap<byte[], byte[]> table, byte[] beginning, BiPredicate<byte[], byte[]> each) {
        scan(table, beginning, beginning, each);
    }

    /** The same from the key {@code from} on. */
    static void scan(MVMap<byte[], byte[]> table, byte[] from, byte[] beginning, BiPredicate<byte[], byte[]> each) {
        Cursor<byte[], byte[]> cursor = table.cursor(from);
        while (cursor.hasNext()) {
            byte[] key = next(cursor);
            if (!Keys.startsWith(key, beginning) || !each.test(key, cursor.getValue())) {
                return;
            }
        }
    }

    private static byte[] next(Cursor<byte[], byte[]> cursor) {
        byte @Nullable [] key = cursor.next();
        if (key == null) {
            throw new NoSuchElementException();
        }
        return key;
    }

    /** Whether any key of {@code table} begins with {@code beginning}. */
    static boolean hasAny(MVMap<byte[], byte[]> table, byte[] beginning) {
        byte @Nullable [] key = table.ceilingKey(beginning);
        return key != null && Keys.startsWith(key, beginning);
    }
}
