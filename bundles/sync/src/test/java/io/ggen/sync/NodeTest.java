package io.ggen.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.javascript.RunningScript;
import io.ggen.javascript.Scripts;
import io.ggen.records.store.SyncItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our side of Negentropy against that of nostr-tools. Skipped, with the reason, where there is no Node or npm has no network. */
class NodeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final int FRAME = 64 << 10;

    @TempDir
    Path folder;

    private RunningScript with(List<SyncItem> items) throws Exception {
        List<String> lines = new ArrayList<>();
        for (SyncItem item : items) {
            lines.add(item.seconds() + " " + item.id().hex());
        }
        Path file = Files.write(folder.resolve("items"), lines);
        return Scripts.ofModule().start("negentropy.mjs", file.toAbsolutePath().toString());
    }

    private static Set<String> hex(List<SyncItem> items) {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.id().hex()));
        return ids;
    }

    private static void addAll(Set<String> ids, String list) {
        if (!list.isEmpty()) {
            ids.addAll(Arrays.asList(list.split(",", -1)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itFindsEveryDifferenceByAskingUs(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        long seconds = seed % 2 == 0 ? 3 : 1_000_000;
        List<SyncItem> both = Items.some(random, 3000 * (int) seed, seconds);
        List<SyncItem> onlyThere = Items.some(random, random.nextInt(400), seconds);
        List<SyncItem> onlyHere = Items.some(random, random.nextInt(4000), seconds);
        List<SyncItem> there = new ArrayList<>(both);
        there.addAll(onlyThere);
        List<SyncItem> here = new ArrayList<>(both);
        here.addAll(onlyHere);
        Responder responder = new Responder(new ArraySet(here), FRAME);
        Set<String> have = new HashSet<>();
        Set<String> need = new HashSet<>();
        try (RunningScript node = with(there)) {
            String question = node.ask("initiate");
            for (int round = 0; !question.equals("-"); round++) {
                assertThat(round).as("seed " + seed).isLessThan(200);
                byte[] answer = responder.answer(HEX.parseHex(question));
                String[] words = node.ask("take " + HEX.formatHex(answer)).split(" ", -1);
                assertThat(words).as(words[0]).hasSize(3);
                question = words[0];
                addAll(have, words[1]);
                addAll(need, words[2]);
            }
        }
        assertThat(need).as("seed " + seed).isEqualTo(hex(onlyHere));
        assertThat(have).as("seed " + seed).isEqualTo(hex(onlyThere));
    }

    @Test
    void bothAskTheSameFirst() throws Exception {
        for (int count : new int[] {1, 31, 32, 33, 5000}) {
            List<SyncItem> items = Items.some(new SplittableRandom(count), count, 100);
            List<Span> all = List.of(new Span(Negentropy.ZERO, Negentropy.INFINITY, 0));
            Optional<byte[]> ours = new Initiator(new ArraySet(items), all, FRAME).next();
            try (RunningScript node = with(items)) {
                assertThat(node.ask("initiate")).isEqualTo(HEX.formatHex(ours.orElseThrow()));
            }
        }
    }

    @Test
    void bothAnswerFingerprintsWithTheSameBytes() throws Exception {
        for (long seed = 1; seed < 6; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<SyncItem> both = Items.some(random, 20_000, 100_000);
            List<SyncItem> here = new ArrayList<>(both);
            here.addAll(Items.some(random, random.nextInt(5), 100_000));
            List<Span> all = List.of(Span.of(0, Items.NOW - random.nextLong(50_000)));
            Initiator initiator = new Initiator(new ArraySet(here), all, FRAME);
            Responder ours = new Responder(new ArraySet(both), FRAME);
            try (RunningScript node = with(both)) {
                for (int round = 0; round < 2; round++) {
                    Optional<byte[]> question = initiator.next();
                    if (question.isEmpty()) {
                        break;
                    }
                    byte[] answer = ours.answer(question.get());
                    String theirs =
                            node.ask("take " + HEX.formatHex(question.get())).split(" ", -1)[0];
                    assertThat(theirs)
                            .as("seed " + seed + " round " + round)
                            .isEqualTo(answer.length == 1 ? "-" : HEX.formatHex(answer));
                    initiator.answer(answer);
                }
            }
        }
    }
}
