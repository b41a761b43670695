package io.ggen.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.NetworkException.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two sessions, or one and raw frames: what the protocol promises, and what a peer cannot do to us. */
final class YamuxSessionTest {
    private static final int WINDOW = YamuxStream.INITIAL_WINDOW;
    private static final int MIB = 1024 * 1024;

    private final Budget whole = new Budget(8L * MIB, null);
    private final YamuxEnd a = new YamuxEnd(true, YamuxEnd.LIMITS, new Budget(4L * MIB, whole));
    private final YamuxEnd b = new YamuxEnd(false, YamuxEnd.LIMITS, new Budget(4L * MIB, whole));
    private final SplittableRandom random = new SplittableRandom(3);

    private void exchange() {
        for (int i = 0; i < 50; i++) {
            a.deliverTo(b, random, 100_000);
            b.deliverTo(a, random, 100_000);
        }
    }

    private static CompletableFuture<Void> write(YamuxStream stream, byte[] bytes) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        stream.write(ByteBuffer.wrap(bytes), done);
        return done;
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    // ---- what it promises

    @Test
    void bytesArriveInOrderInAnySplit() {
        for (int largest : new int[] {1, 5, 13, 1000}) {
            YamuxStream stream = a.session.open();
            write(stream, bytes(5000));
            stream.finish();
            a.deliverTo(b, random, largest);
            YamuxEnd.Heard there = b.opened.remove(0);
            assertThat(there.readAll()).isEqualTo(bytes(5000));
            assertThat(there.stream.atEnd()).isTrue();
            there.stream.finish();
            exchange();
        }
        assertThat(a.session.streams() + b.session.streams()).isZero();
        assertThat(whole.taken()).isZero();
    }

    @Test
    void aWriterStopsAtTheWindowAndGoesOnAsTheReaderReads() {
        YamuxStream stream = a.session.open();
        CompletableFuture<Void> written = write(stream, bytes(2 * MIB));
        exchange();
        YamuxEnd.Heard there = b.opened.get(0);
        assertThat(there.stream.available()).isEqualTo(WINDOW);
        assertThat(written).isNotDone();
        int read = 0;
        while (read < 2 * MIB) {
            int now = there.readAll().length;
            assertThat(now).as("window granted only as it is read").isBetween(1, WINDOW);
            read += now;
            exchange();
        }
        assertThat(written).isCompleted();
    }

    @Test
    void aFastReaderOfAFarPeerGetsALargerWindowWithinTheLimit() {
        CompletableFuture<Long> ping = b.session.ping();
        exchange();
        assertThat(ping).isCompleted();
        YamuxStream stream = a.session.open();
        write(stream, bytes(16 * MIB));
        exchange();
        YamuxEnd.Heard there = b.opened.get(0);
        int most = 0;
        for (int i = 0; i < 100; i++) {
            most = Math.max(most, there.readAll().length);
            exchange();
        }
        assertThat(most).isGreaterThan(WINDOW).isLessThanOrEqualTo(YamuxEnd.LIMITS.window());
    }

    @Test
    void streamsShareTheConnectionFairly() {
        YamuxStream large = a.session.open();
        write(large, bytes(MIB));
        YamuxStream small = a.session.open();
        write(small, bytes(100));
        small.finish();
        a.deliverTo(b, random, 100_000);
        assertThat(b.opened.get(1).readAll()).hasSize(100);
        assertThat(b.opened.get(0).stream.available()).isLessThanOrEqualTo(WINDOW);
    }

    @Test
    void anEndNeverSharesAFrameWithBytes() {
        YamuxStream stream = a.session.open();
        write(stream, bytes(10));
        stream.finish();
        assertThat(a.sentFrames()).containsExactly("window SYN 1 0", "data 0 1 10", "window FIN 1 0");
    }

    @Test
    void aResetReachesTheOtherSideAndTheStreamIsForgotten() {
        YamuxStream stream = a.session.open();
        exchange();
        stream.reset(new NetworkException(Reason.RESET, "for a test"));
        exchange();
        assertThat(b.opened.get(0).broken).isNotNull();
        assertThat(b.opened.get(0).over).isTrue();
        assertThat(a.session.streams() + b.session.streams()).isZero();
    }

    @Test
    void whatCameBeforeAnEndAndAResetCanBeRead() {
        b.feed("window SYN 1 0", "data 0 1 3", "window FIN 1 0", "window RST 1 0");
        YamuxEnd.Heard there = b.opened.get(0);
        assertThat(there.readAll()).hasSize(3);
        assertThat(there.stream.atEnd()).isTrue();
    }

    @Test
    void openingOnADataFrameWorksToo() {
        b.feed("data SYN 1 5");
        assertThat(b.opened.get(0).readAll()).hasSize(5);
        b.feed("data SYN,FIN 3 5");
        assertThat(b.opened.get(1).readAll()).hasSize(5);
        assertThat(b.opened.get(1).stream.atEnd()).isTrue();
        assertThat(b.why).isNull();
    }

    @Test
    void idsOutOfOrderAreFineAsLongAsNoneIsUsedTwice() {
        b.feed("window SYN 5 0", "window SYN 1 0", "window SYN 3 0", "window SYN 7 0");
        assertThat(b.why).isNull();
        assertThat(b.opened).hasSize(4);
    }

    @Test
    void framesForStreamsThatAreGoneAreDropped() {
        b.feed("data 0 1 100", "window 0 1 100", "window FIN 1 0", "window RST 1 0", "data 0 2 70000");
        assertThat(b.why).isNull();
        b.feed("window SYN 1 0", "window RST 1 0", "data 0 1 1000", "window 0 1 99");
        assertThat(b.why).isNull();
        assertThat(whole.taken()).isZero();
    }

    @Test
    void aPingIsAnsweredWithItsValue() {
        b.feed("ping SYN 0 77");
        assertThat(b.sentFrames()).containsExactly("ping ACK 0 77");
    }

    @Test
    void afterGoAwayNoStreamsAreOpened() {
        a.feed("goaway 0 0 0");
        assertThat(a.goneAway).isTrue();
        assertThatThrownBy(a.session::open).isInstanceOf(NetworkException.class);
    }

    // ---- what a peer cannot do

    private void refused(String... frames) {
        YamuxEnd end = new YamuxEnd(false, YamuxEnd.LIMITS, new Budget(4L * MIB, whole));
        end.feed("window SYN 1 0");
        end.sentFrames();
        end.feed(frames);
        assertThat(end.why).as(String.join(", ", frames)).isNotNull();
        assertThat(end.sentFrames()).contains("goaway 0 0 1");
        assertThat(end.opened.get(0).broken).isNotNull();
        assertThat(whole.taken()).isZero();
        assertThatThrownBy(end.session::open).isInstanceOf(NetworkException.class);
    }

    @Test
    void whatBreaksTheRulesEndsTheConnectionWithAReason() {
        refused("raw 01000000000000010000000a");
        refused("raw 00040000000000010000000a");
        refused("raw 0000001000000001 0000000a");
        refused("raw 0000ffff000000010000000a");
        refused("data 0 0 1");
        refused("window 0 0 1");
        refused("ping SYN 1 1");
        refused("goaway 0 1 0");
        refused("ping ACK 0 1");
        refused("ping 0 0 1");
        refused("ping SYN,ACK 0 1");
        refused("window SYN 2 0");
        refused("window SYN 1 0");
        refused("window SYN 3 0", "window RST 3 0", "window SYN 3 0");
        refused("window SYN 99999 0");
    }

    @Test
    void aWindowOverrunEndsTheConnectionBeforeABodyIsRead() {
        refused("header 0 0 1 " + (WINDOW + 1));
        refused("data 0 1 " + WINDOW, "header 0 0 1 1");
        refused("header 0 0 1 4294967295");
    }

    @Test
    void aWindowBeyond32BitsEndsTheConnection() {
        refused("window 0 1 4294967295");
        refused("window 0 1 4000000000", "window 0 1 400000000");
    }

    @Test
    void moreStreamsThanAllowedAreResetAndAFloodEndsTheConnection() {
        int most = YamuxEnd.LIMITS.inboundStreams();
        for (int i = 0; i < most + 5; i++) {
            b.feed("window SYN " + (2 * i + 1) + " 0");
        }
        assertThat(b.opened).hasSize(most);
        assertThat(b.sentFrames()).contains("window RST " + (2 * most + 1) + " 0");
        assertThat(b.why).isNull();
        for (int i = most + 5; i < most + 5 + YamuxEnd.LIMITS.refusals() && b.why == null; i++) {
            b.feed("window SYN " + (2 * i + 1) + " 0");
        }
        assertThat(b.why).isNotNull();
    }

    @Test
    void unreadBytesOfAllStreamsTogetherAreBounded() {
        for (int i = 0; i < 30; i++) {
            b.feed("window SYN " + (2 * i + 1) + " 0", "data 0 " + (2 * i + 1) + " " + WINDOW);
        }
        assertThat(b.why).isNull();
        assertThat(whole.taken()).isLessThanOrEqualTo(4L * MIB);
        assertThat(b.opened.stream().filter(heard -> heard.broken != null))
                .as("streams that had to go")
                .isNotEmpty()
                .allSatisfy(heard -> assertThat(heard.reason()).isEqualTo(Reason.LIMIT));
    }

    @Test
    void tinyPiecesTakeLittleMoreThanTheirSize() {
        b.feed("window SYN 1 0");
        String[] tiny = new String[10_000];
        Arrays.fill(tiny, "data 0 1 1");
        for (int i = 0; i < 26; i++) {
            b.feed(tiny);
        }
        YamuxStream stream = b.opened.get(0).stream;
        assertThat(stream.available()).isEqualTo(260_000);
        long held = 0;
        for (ByteBuffer block = stream.take(); block.hasRemaining(); block = stream.take()) {
            held += block.array().length;
        }
        assertThat(held).isBetween(260_000L, 270_000L);
    }

    @Test
    void aPeerThatAsksButDoesNotReadIsCutOff() {
        b.writable = false;
        for (int i = 0; i < YamuxEnd.LIMITS.unsentAnswers() + 1; i++) {
            b.feed("ping SYN 0 1");
        }
        assertThat(b.why).isNotNull();
    }

    @Test
    void bytesBehindTheEndAreDropped() {
        b.feed("window SYN 1 0", "data FIN 1 3", "data 0 1 100");
        assertThat(b.opened.get(0).readAll()).hasSize(3);
        assertThat(b.opened.get(0).stream.atEnd()).isTrue();
    }

    @Test
    void garbageNeverHangsOrLeaks() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom wild = new SplittableRandom(seed);
            YamuxEnd end = new YamuxEnd(wild.nextBoolean(), YamuxEnd.LIMITS, new Budget(4L * MIB, whole));
            byte[] garbage = new byte[wild.nextInt(5000)];
            wild.nextBytes(garbage);
            if (wild.nextBoolean()) {
                // mostly well formed
                for (int i = 0; i + 12 <= garbage.length; i += 12) {
                    garbage[i] = 0;
                    garbage[i + 1] &= 1;
                    garbage[i + 2] = 0;
                    garbage[i + 3] &= 15;
                    garbage[i + 4] = garbage[i + 5] = garbage[i + 6] = 0;
                    garbage[i + 7] &= 7;
                    garbage[i + 8] = garbage[i + 9] = garbage[i + 10] = 0;
                    garbage[i + 11] = (byte) (garbage[i + 1] == 0 ? 0 : garbage[i + 11]);
                }
            }
            end.feedBytes(garbage);
            end.session.disconnected(new NetworkException(Reason.DISCONNECTED, "seed " + seed));
            assertThat(end.session.streams()).as("seed " + seed).isZero();
            for (YamuxEnd.Heard heard : end.opened) {
                assertThat(heard.over).as("seed " + seed).isTrue();
            }
        }
        assertThat(whole.taken()).isZero();
    }
}
