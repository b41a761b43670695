package io.ggen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Digest;
import io.ggen.api.Home;
import io.ggen.api.identity.SignatureMemo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoTableTest {
    private static final int LARGEST = MemoTable.PLACES * 32;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("catalog").resolve("verified-1");
    }

    static Digest digest(String of) {
        return Digest.sha256Of(of.getBytes(StandardCharsets.UTF_8));
    }

    private void remember(int from, int to) {
        try (MemoTable memo = new MemoTable(file())) {
            for (int i = from; i < to; i++) {
                memo.remember(digest("record " + i));
            }
        }
    }

    private int known(int from, int to) {
        try (MemoTable memo = new MemoTable(file())) {
            int known = 0;
            for (int i = from; i < to; i++) {
                known += memo.isKnown(digest("record " + i)) ? 1 : 0;
            }
            return known;
        }
    }

    @Test
    void whatWasRememberedIsKnownAtOnceAndLater() {
        try (MemoTable memo = new MemoTable(file())) {
            memo.remember(digest("record 0"));
            assertThat(memo.isKnown(digest("record 0"))).isTrue();
            assertThat(memo.isKnown(digest("record 1"))).isFalse();
        }
        assertThat(known(0, 2)).isEqualTo(1);
    }

    @Test
    void askingMakesNoFile() {
        assertThat(known(0, 10)).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theFileIsItsOwnersAlone() throws Exception {
        remember(0, 1);
        assertThat(Permissions.isPrivate(Permissions.of(file()))).isTrue();
    }

    @Test
    void aThousandRecordsAreAllKnown() {
        remember(0, 1_000);
        assertThat(known(0, 1_000)).isEqualTo(1_000);
    }

    @Test
    void theFileNeverGrowsBeyondItsTableAndTheLatestRecordIsAlwaysKnown() throws Exception {
        try (MemoTable memo = new MemoTable(file())) {
            for (int i = 0; i < 2 * MemoTable.PLACES; i++) {
                memo.remember(digest("record " + i));
                if (i % 1_000 == 0) {
                    assertThat(memo.isKnown(digest("record " + i))).isTrue();
                }
            }
        }
        assertThat(Files.size(file())).isLessThanOrEqualTo(LARGEST);
        assertThat(known(0, 2 * MemoTable.PLACES)).isBetween(MemoTable.PLACES * 9 / 10, MemoTable.PLACES);
    }

    @Test
    void anyBitThatFlipsForgetsTheRecord() throws Exception {
        remember(0, 1);
        byte[] whole = Files.readAllBytes(file());
        byte[] digest = digest("record 0").bytes();
        assertThat(Arrays.copyOfRange(whole, whole.length - digest.length, whole.length))
                .isEqualTo(digest);
        for (int bit = 0; bit < 8 * digest.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[whole.length - digest.length + bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), damaged);
            assertThat(known(0, 1)).as("bit " + bit).isZero();
        }
    }

    @Test
    void aTornFileForgetsWhatIsGoneAndTakesMore() throws Exception {
        remember(0, 1_000);
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {0, 1, 31, 33, whole.length / 2 + 7, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(known(0, 1_000)).as("length " + length).isLessThan(1_000);
            remember(0, 1_000);
            assertThat(known(0, 1_000)).as("length " + length).isEqualTo(1_000);
        }
    }

    @Test
    void aFileOfSomethingElseKnowsNothingAndTakesMore() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        byte[] foreign = new byte[LARGEST];
        new Random(seed).nextBytes(foreign);
        Files.createDirectories(file().getParent());
        Files.write(file(), foreign);
        assertThat(known(0, 1_000)).isZero();
        remember(0, 10);
        assertThat(known(0, 10)).isEqualTo(10);
    }

    @Test
    void whatFollowsATooLargeFileIsNeverRead() throws Exception {
        Files.createDirectories(file().getParent());
        byte[] large = new byte[LARGEST + 32_000];
        for (int i = 0; i < 1_000; i++) {
            System.arraycopy(digest("record " + i).bytes(), 0, large, LARGEST + 32 * i, 32);
        }
        Files.write(file(), large);
        assertThat(known(0, 1_000)).isZero();
        remember(0, 10);
        assertThat(known(0, 10)).isEqualTo(10);
        assertThat(Files.size(file())).isEqualTo(large.length);
    }

    @Test
    void aFolderInItsPlaceOrAFileInThatOfItsFolderIsAMemoThatRemembersNothing() throws Exception {
        Files.createDirectories(file());
        remember(0, 10);
        assertThat(known(0, 10)).isZero();

        Files.delete(file());
        Files.delete(file().getParent());
        Files.createFile(file().getParent());
        remember(0, 10);
        assertThat(known(0, 10)).isZero();
    }

    @Test
    void closedItRemembersNothing() {
        MemoTable memo = new MemoTable(file());
        memo.remember(digest("record 0"));
        memo.close();
        memo.remember(digest("record 1"));
        assertThat(memo.isKnown(digest("record 0"))).isFalse();
        assertThat(known(0, 2)).isEqualTo(1);
    }

    @Test
    void anInterruptedThreadGetsItsAnswerAndLeavesTheMemoWhole() {
        try (MemoTable memo = new MemoTable(file())) {
            Thread.currentThread().interrupt();
            memo.remember(digest("record 0"));
            assertThat(memo.isKnown(digest("record 0"))).isTrue();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(memo.isKnown(digest("record 0"))).isTrue();
        }
    }

    @Test
    void twoProcessesWriteAtOnceAndEachKnowsWhatBothWrote() throws Exception {
        Process one = MemoWriter.start(file(), 0, 500);
        Process other = MemoWriter.start(file(), 500, 1_000);
        try {
            for (Process each : new Process[] {one, other}) {
                assertThat(each.getInputStream().read()).isEqualTo('u');
            }
            for (Process each : new Process[] {one, other}) {
                each.getOutputStream().write('\n');
                each.getOutputStream().flush();
            }
            for (Process each : new Process[] {one, other}) {
                assertThat(each.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(each.exitValue()).isZero();
            }
        } finally {
            KeyMaker.end(one);
            KeyMaker.end(other);
        }
        // two that want one place at one moment may cost each other a record, no more
        assertThat(known(0, 1_000)).isBetween(990, 1_000);
    }

    @Test
    void theMemoOfAHomeIsKeptInItsCatalogue() {
        Home home = new Home(folder);
        HomeSignatureMemo memo = new HomeSignatureMemo(home);
        memo.remember(digest("record 0"));
        assertThat(memo.isKnown(digest("record 0"))).isTrue();
        memo.close();
        assertThat(known(0, 1)).isEqualTo(1);
        assertThat(SignatureMemo.NONE.isKnown(digest("record 0"))).isFalse();
    }
}
