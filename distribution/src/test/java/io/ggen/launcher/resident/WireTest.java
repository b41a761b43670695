package io.ggen.launcher.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WireTest {
    private static byte[] sent(byte kind, byte... body) throws IOException {
        Pipe pipe = new Pipe(new byte[0], 3);
        new Wire(pipe).send(kind, body);
        return pipe.written.toByteArray();
    }

    @Test
    void aFrameIsItsKindItsLengthAndItsBody() throws IOException {
        assertThat(sent(Frame.OUT, (byte) 'h', (byte) 'i')).containsExactly(18, 0, 0, 0, 2, 'h', 'i');
        assertThat(sent(Frame.CANCEL)).containsExactly(4, 0, 0, 0, 0);
    }

    @Test
    void framesComeOneAfterTheOtherInWhateverPieces() throws IOException {
        byte[] both = {18, 0, 0, 0, 2, 'h', 'i', 4, 0, 0, 0, 0};
        for (int step = 1; step <= both.length; step++) {
            Wire wire = new Wire(new Pipe(both, step));
            Frame first = Scene.next(wire);
            assertThat(first.kind()).isEqualTo(Frame.OUT);
            assertThat(first.text(0)).isEqualTo("hi");
            Frame second = Scene.next(wire);
            assertThat(second.kind()).isEqualTo(Frame.CANCEL);
            assertThat(wire.next(0)).isNull();
        }
    }

    @Test
    void aFrameThatIsCutShortIsAnError() {
        byte[] whole = {18, 0, 0, 0, 2, 'h', 'i'};
        for (int length = 1; length < whole.length; length++) {
            Wire wire = new Wire(new Pipe(Arrays.copyOf(whole, length), 2));
            assertThatThrownBy(() -> wire.next(100)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aFrameLongerThanAllowedIsRefusedBeforeRoomIsMadeForIt() {
        assertThatThrownBy(() -> new Wire(new Pipe(new byte[] {18, 0, 0, 0, 3, 1, 2, 3}, 9)).next(2))
                .isInstanceOf(BadFrame.class)
                .hasMessage("a frame of 3 bytes, of 2 at most");
        assertThatThrownBy(() -> new Wire(new Pipe(new byte[] {18, -1, -1, -1, -1}, 9)).next(1 << 20))
                .isInstanceOf(BadFrame.class)
                .hasMessage("a frame of 4294967295 bytes, of 1048576 at most");
    }

    @Test
    void garbageIsFramesOrAnErrorAndAlwaysEnds() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] garbage = new byte[random.nextInt(40)];
            random.nextBytes(garbage);
            Wire wire = new Wire(new Pipe(garbage, 7));
            int frames = 0;
            try {
                while (wire.next(16) != null) {
                    frames++;
                }
            } catch (BadFrame | EOFException e) {
                assertThat(e.getMessage()).contains("frame");
            }
            assertThat(frames).isLessThanOrEqualTo(8);
        }
    }
}
