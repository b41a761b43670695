package io.ggen.registry.p2p;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ggen.api.Digest;
import io.ggen.api.Progress;
import io.ggen.api.registry.Source;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.fetch.FetchOptions;
import io.ggen.p2p.api.fetch.FetchProgress;
import io.ggen.p2p.api.fetch.Fetcher;
import io.ggen.p2p.api.fetch.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkSourceTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};
    private static final Wanted WANTED =
            new Wanted(Digest.sha256Of(BYTES), BYTES.length, Digest.sha256Of(BYTES), "a@1.0.0");

    @TempDir
    Path folder;

    private final FakeFetcher fetcher = new FakeFetcher();
    private final List<String> told = new ArrayList<>();
    private final Progress progress = new Progress() {
        @Override
        public void bytes(String stage, long done, long total, int senders) {
            told.add(stage + " " + done + "/" + total + " from " + senders);
        }

        @Override
        public void warning(String sentence) {
            told.add(sentence);
        }
    };

    private static final class FakeFetcher implements Fetcher, Reach {
        final CompletableFuture<Path> result = new CompletableFuture<>();
        final List<Digest> released = new ArrayList<>();
        final List<FetchOptions> options = new ArrayList<>();
        boolean isThere = true;

        @Override
        public CompletionStage<Path> fetch(Wanted wanted, FetchOptions wish, FetchProgress progress) {
            options.add(wish);
            progress.at(2, 5, 3);
            progress.warning("Nobody has that score; anybody will do.");
            return result;
        }

        @Override
        public CompletionStage<byte[]> content(Digest sha256, int largest, List<PeerAddresses> peers) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void release(Digest sha256) {
            released.add(sha256);
        }

        @Override
        public CompletionStage<Optional<Network>> network(Duration within) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Fetcher>> fetcher(Duration within) {
            return CompletableFuture.completedFuture(isThere ? Optional.of(this) : Optional.empty());
        }
    }

    private Path fetched() throws IOException {
        Path file = folder.resolve("fetched");
        Files.write(file, BYTES);
        fetcher.result.complete(file);
        return file;
    }

    private Path copy(Map<String, String> options) throws IOException {
        Path copy = folder.resolve("copy");
        new NetworkSource(WANTED, fetcher).copyTo(copy, 6, options, progress);
        return copy;
    }

    @Test
    void theArchiveIsCopiedAndTheFetcherMayForgetIt() throws IOException {
        Path fetched = fetched();
        Path copy = copy(Map.of());
        Files.delete(fetched);
        assertArrayEquals(BYTES, Files.readAllBytes(copy));
        assertEquals(List.of(WANTED.sha256()), fetcher.released);
        assertEquals(List.of("fetching 2/5 from 3", "Nobody has that score; anybody will do."), told);
        assertEquals(0, fetcher.options.get(0).minReputation());
    }

    @Test
    void theLeastReputationReachesTheFetcher() throws IOException {
        fetched();
        copy(Map.of(Source.MIN_REPUTATION, "0.75", "something", "else"));
        assertEquals(0.75, fetcher.options.get(0).minReputation());
    }

    @Test
    void aReputationThatIsNoneIsRefused() {
        for (String wrong : List.of("2", "-1", "NaN", "x", "")) {
            assertThrows(IOException.class, () -> copy(Map.of(Source.MIN_REPUTATION, wrong)), wrong);
        }
        assertEquals(List.of(), fetcher.options);
    }

    @Test
    void aFailureSaysWhatTheFetcherSaid() {
        fetcher.result.completeExceptionally(
                new NetworkException(NetworkException.Reason.FAILED, "all 4 peers sent wrong bytes"));
        IOException failure = assertThrows(IOException.class, () -> copy(Map.of()));
        assertEquals("all 4 peers sent wrong bytes", failure.getMessage());
        assertFalse(Files.exists(folder.resolve("copy")));
        assertEquals(List.of(), fetcher.released);
    }

    @Test
    void withoutANetworkThereIsNothingToHave() {
        fetcher.isThere = false;
        IOException failure = assertThrows(IOException.class, () -> copy(Map.of()));
        assertEquals("no network runs, and no peers are known", failure.getMessage());
    }

    @Test
    void moreThanIsWantedIsNotFetched() {
        NetworkSource source = new NetworkSource(WANTED, fetcher);
        assertThrows(IOException.class, () -> source.copyTo(folder.resolve("copy"), 4, Map.of(), progress));
        assertEquals(List.of(), fetcher.options);
    }

    @Test
    void anInterruptionEndsTheFetch() {
        Thread.currentThread().interrupt();
        assertThrows(ClosedByInterruptException.class, () -> copy(Map.of()));
        assertTrue(Thread.interrupted());
        assertTrue(fetcher.result.isCancelled() || fetcher.options.isEmpty());
    }

    @Test
    void itCanBeReadFromAnyByteOn() throws IOException {
        fetched();
        try (InputStream in = new NetworkSource(WANTED, fetcher).open(3)) {
            assertArrayEquals(new byte[] {4, 5}, in.readAllBytes());
        }
    }
}
