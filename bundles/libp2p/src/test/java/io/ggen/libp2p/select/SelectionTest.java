package io.ggen.libp2p.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.p2p.api.NetworkException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SelectionTest {
    @Test
    void messagesLookAsTheSpecificationSays() {
        assertThat(ByteBufUtil.hexDump(Messages.encode(Messages.HEADER)))
                .isEqualTo("132f6d756c746973747265616d2f312e302e300a");
        assertThat(ByteBufUtil.hexDump(Messages.encode(Messages.NO))).isEqualTo("036e610a");
        assertThat(Messages.encode("/" + "x".repeat(199)).readableBytes()).isEqualTo(2 + 201);
    }

    @Test
    void theFirstProposalThatIsKnownIsAgreedUpon() {
        Proposing one = new Proposing(List.of("/a", "/b", "/c"));
        Answering other = new Answering(List.of("/c", "/b")::contains);
        pass(one.start(), other);
        for (int i = 0; i < 5; i++) {
            pass(other.answer(), one);
            pass(one.answer(), other);
        }
        assertThat(one.agreed()).isEqualTo("/b");
        assertThat(other.agreed()).isEqualTo("/b");
    }

    private static void pass(@Nullable ByteBuf bytes, Selection to) {
        while (bytes != null && bytes.isReadable()) {
            to.take(bytes.readByte());
        }
    }

    @Test
    void nothingInCommonIsSaidSo() {
        Proposing one = new Proposing(List.of("/a", "/b"));
        pass(Messages.encode(Messages.HEADER, Messages.NO), one);
        assertThatThrownBy(() -> pass(Messages.encode(Messages.NO), one))
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.NO_PROTOCOL));
    }

    @Test
    void whatWasNotProposedIsNotAgreedUpon() {
        Proposing one = new Proposing(List.of("/a"));
        assertThatThrownBy(() -> pass(Messages.encode(Messages.HEADER, "/b"), one))
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void aHeaderMustComeFirst() {
        assertThatThrownBy(() -> pass(Messages.encode("/a"), new Answering("/a"::equals)))
                .isInstanceOf(NetworkException.class);
        assertThatThrownBy(() -> pass(Messages.encode("/a"), new Proposing(List.of("/a"))))
                .isInstanceOf(NetworkException.class);
    }

    @Test
    void endlessProposalsAreCutOff() {
        Answering other = new Answering(name -> false);
        pass(Messages.encode(Messages.HEADER), other);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        pass(Messages.encode("/nobody/" + i), other);
                    }
                })
                .isInstanceOfSatisfying(
                        NetworkException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(NetworkException.Reason.LIMIT));
    }

    @Test
    void badLengthsAndMissingLineFeedsAreRefused() {
        byte[] noLineFeed = new byte[6];
        noLineFeed[0] = 5;
        for (byte[] bad : new byte[][] {
            {0}, {(byte) 0x81, 0x08}, {(byte) 0x80, (byte) 0x80}, {(byte) 0xff, (byte) 0xff}, noLineFeed
        }) {
            Messages messages = new Messages();
            assertThatThrownBy(() -> {
                        for (byte b : bad) {
                            messages.take(b);
                        }
                    })
                    .isInstanceOf(NetworkException.class);
        }
    }

    @Test
    void garbageIsRefusedOrWaitsForMoreButNeverAgrees() {
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Selection side = seed % 2 == 0 ? new Proposing(List.of("/a")) : new Answering("/a"::equals);
            byte[] garbage = new byte[random.nextInt(300)];
            random.nextBytes(garbage);
            try {
                for (byte b : garbage) {
                    side.take(b);
                }
            } catch (NetworkException expected) {
                assertThat(expected.reason()).isEqualTo(NetworkException.Reason.MALFORMED);
            }
            assertThat(side.agreed()).as("seed " + seed).isNull();
        }
    }

    @Test
    void textIsReadWhole() {
        Messages messages = new Messages();
        String last = null;
        byte[] long1024 = ("/" + "é".repeat(400)).getBytes(StandardCharsets.UTF_8);
        ByteBuf bytes = Messages.encode(new String(long1024, StandardCharsets.UTF_8));
        while (bytes.isReadable()) {
            last = messages.take(bytes.readByte());
        }
        assertThat(last).isEqualTo(new String(long1024, StandardCharsets.UTF_8));
    }
}
