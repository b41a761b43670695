package io.ggen.records;

import io.ggen.api.identity.PublicKey;
import java.util.Locale;

/**
 * How many release records one core opens and checks in a second, warm, beside the bare signatures in the same run. The
 * README has the command.
 */
public final class RecordsBench {
    private static final int RECORDS = 500;
    private static final int PUBLISHERS = 50;

    private interface Work {
        boolean on(int index);
    }

    private final byte[][] envelopes = new byte[RECORDS][];
    private final byte[][] unsigned = new byte[RECORDS][];
    private final byte[][] texts = new byte[RECORDS][];
    private final byte[][] signatures = new byte[RECORDS][];
    private final PublicKey[] keys = new PublicKey[RECORDS];

    private RecordsBench() {
        SeedSigner[] publishers = new SeedSigner[PUBLISHERS];
        for (int i = 0; i < PUBLISHERS; i++) {
            publishers[i] = new SeedSigner("publisher " + i, i + 1);
        }
        for (int i = 0; i < RECORDS; i++) {
            SeedSigner publisher = publishers[i % PUBLISHERS];
            ReleaseRecord release = Samples.release(
                    "1." + i + ".0",
                    "Release number " + i + " of a parser, described in a sentence as most people write.",
                    Samples.NOW.minusSeconds(i),
                    publisher.id(),
                    new Dependencies.Listed(Samples.many(i % 6)));
            Envelope envelope = Signed.seal(release, publisher, Samples.NOW).envelope();
            keys[i] = publisher.publicKey();
            envelopes[i] = envelope.toBytes();
            texts[i] = Envelope.signedText(RecordKind.RELEASE, envelope.payload());
            signatures[i] = envelope.signature();
            unsigned[i] = envelope.payload();
        }
    }

    public static void main(String[] args) {
        RecordsBench bench = new RecordsBench();
        int rounds = args.length == 0 ? 8 : Integer.parseInt(args[0]);
        for (int round = 0; round < rounds; round++) {
            double whole = bench.perSecond(i ->
                    Records.openRelease(bench.envelopes[i], Samples.NOW).value().isPresent());
            double signature = bench.perSecond(i -> bench.keys[i].verifies(bench.texts[i], bench.signatures[i]));
            double rest = bench.perSecond(bench::openWithoutSignature);
            double json = bench.perSecond(
                    i -> !CanonicalJson.readObject(bench.unsigned[i]).isEmpty());
            System.out.printf(
                    Locale.ROOT,
                    "records %,8.0f/s   bare signatures %,8.0f/s   all but the signature %6.2f us (canonical JSON %.2f us)%n",
                    whole,
                    signature,
                    1e6 / rest,
                    1e6 / json);
        }
    }

    private boolean openWithoutSignature(int index) {
        Envelope envelope = EnvelopeReader.read(envelopes[index]);
        MemberReader in = new MemberReader("", CanonicalJson.readObject(envelope.rawPayload()));
        in.whole("v", 1);
        return ReleaseRecord.read(in, envelope.signer()).publisher().equals(envelope.signer());
    }

    private double perSecond(Work work) {
        long start = System.nanoTime();
        int done = 0;
        int taken = 0;
        while (System.nanoTime() - start < 700_000_000L) {
            for (int i = 0; i < RECORDS; i++) {
                taken += work.on(i) ? 1 : 0;
            }
            done += RECORDS;
        }
        if (taken != done) {
            throw new IllegalStateException((done - taken) + " of " + done + " were not taken");
        }
        return done / ((System.nanoTime() - start) / 1e9);
    }
}
