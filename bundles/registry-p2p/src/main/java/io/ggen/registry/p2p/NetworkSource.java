package io.ggen.registry.p2p;

import io.ggen.api.Progress;
import io.ggen.api.Texts;
import io.ggen.api.registry.Source;
import io.ggen.p2p.api.NetworkException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Whoever in the network has one archive. */
final class NetworkSource implements Source {
    private static final Duration TO_START = Duration.ofSeconds(10);
    private static final int LONGEST = 400;

    private final Wanted wanted;
    private final Reach reach;

    NetworkSource(Wanted wanted, Reach reach) {
        this.wanted = wanted;
        this.reach = reach;
    }

    @Override
    public String description() {
        return "the network";
    }

    @Override
    public InputStream open(long offset) throws IOException {
        InputStream in = Files.newInputStream(fetch(fetcher(), FetchOptions.DEFAULT, Progress.NONE));
        in.skipNBytes(offset);
        return in;
    }

    @Override
    public void copyTo(Path file, long largest, Map<String, String> options, Progress progress) throws IOException {
        if (wanted.size() > largest) {
            throw new IOException(
                    "its signed size is " + wanted.size() + " bytes, and at most " + largest + " are wanted");
        }
        Fetcher fetcher = fetcher();
        Path fetched = fetch(fetcher, options(options), progress);
        place(fetched, file);
        fetcher.release(wanted.sha256());
    }

    /** As a second name of the same file where that works: it is not changed any more. */
    private static void place(Path fetched, Path file) throws IOException {
        try {
            Files.createLink(file, fetched);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(fetched, file);
        }
    }

    private static FetchOptions options(Map<String, String> given) throws IOException {
        String least = given.getOrDefault(MIN_REPUTATION, "0");
        try {
            double score = Double.parseDouble(least);
            if (score >= 0 && score <= 1) {
                return new FetchOptions(score, List.of(), FetchOptions.DEFAULT.patience());
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException(
                "the least reputation must be a number from 0 to 1, and not '" + Texts.shown(least) + "'");
    }

    private Fetcher fetcher() throws IOException {
        Optional<Fetcher> fetcher = await(reach.fetcher(TO_START).toCompletableFuture());
        return fetcher.orElseThrow(() -> new IOException("no network runs, and no peers are known"));
    }

    private Path fetch(Fetcher fetcher, FetchOptions options, Progress progress) throws IOException {
        return await(fetcher.fetch(wanted, options, new Told(progress)).toCompletableFuture());
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            ClosedByInterruptException stopped = new ClosedByInterruptException();
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException | CancellationException e) {
            String why = String.valueOf(NetworkException.of(e).getMessage());
            throw new IOException(Texts.shown(Texts.onOneLine(why), LONGEST), e);
        }
    }

    private record Told(Progress progress) implements FetchProgress {
        @Override
        public void at(long done, long total, int peers) {
            progress.bytes("fetching", done, total, peers);
        }

        @Override
        public void warning(String sentence) {
            progress.warning(sentence);
        }
    }
}
