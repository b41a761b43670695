package io.ggen.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int bit : set) {
            bits.set(bit);
        }
        return bits;
    }

    @Test
    void leavesAreAskedForInRuns() {
        Work work = new Work(10, bits(3));
        assertThat(work.next(null, 16, 0)).isEqualTo(new Span(0, 3));
        assertThat(work.next(null, 2, 0)).isEqualTo(new Span(0, 2));
        assertThat(work.next(null, 16, 5)).isEqualTo(new Span(5, 5));
        work.ask(new Span(4, 6));
        assertThat(work.next(null, 16, 5)).isEqualTo(new Span(0, 3));
        assertThat(work.next(bits(1, 5), 16, 5)).isEqualTo(new Span(1, 1));
        assertThat(work.next(bits(5), 16, 0)).isNull();
    }

    @Test
    void whatDidNotComeIsAskedForAgain() {
        Work work = new Work(4, bits());
        work.ask(new Span(0, 4));
        work.ask(new Span(2, 2));
        work.arrived(0);
        work.release(new Span(0, 4));
        assertThat(work.next(null, 16, 0)).isEqualTo(new Span(1, 1));
        work.release(new Span(2, 2));
        assertThat(work.next(null, 16, 0)).isEqualTo(new Span(1, 3));
    }

    @Test
    void missingAreThoseThatDidNotCome() {
        Work work = new Work(8, bits(2, 3));
        assertThat(work.missing(new Span(2, 4), null)).isEqualTo(new Span(4, 2));
        assertThat(work.missing(new Span(0, 8), bits(1, 5, 6))).isEqualTo(new Span(1, 1));
        assertThat(work.missing(new Span(2, 2), null)).isNull();
        assertThat(work.prefix()).isZero();
    }

    @Test
    void whateverHappensEveryLeafIsAskedForUntilItIsHere() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            int count = 1 + random.nextInt(60);
            Work work = new Work(count, new BitSet());
            List<Span> asked = new ArrayList<>();
            while (!work.isComplete()) {
                Span next = work.next(null, 1 + random.nextInt(16), random.nextInt(count));
                if (next != null) {
                    work.ask(next);
                    asked.add(next);
                }
                assertThat(asked).as("seed %d", seed).isNotEmpty();
                if (next == null || random.nextBoolean()) {
                    Span done = asked.remove(random.nextInt(asked.size()));
                    for (int leaf = done.first(); leaf < done.first() + random.nextInt(done.count() + 1); leaf++) {
                        work.arrived(leaf);
                    }
                    work.release(done);
                }
            }
            assertThat(work.prefix()).as("seed %d", seed).isEqualTo(count);
        }
    }
}
