package io.ggen.publishing;

import io.ggen.api.Problem;
import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.extractor.Limits;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing;
import io.ggen.api.trust.Trust;
import io.ggen.records.store.RecordStore;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.util.Optional;

/** Publishing for a host without a framework. */
public final class PublishingKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(Outbox.class, () -> new FileOutbox(bench.home()));
        bench.offer(
                Publishing.class,
                () -> new Publisher(
                        bench.home(),
                        bench.find(Roles.class).orElseThrow(),
                        new Others(bench),
                        bench.find(Outbox.class).orElseThrow(),
                        new PublishedContent(bench.home()),
                        Clock.systemUTC(),
                        Limits.DEFAULT));
    }

    private record Others(Workbench bench) implements Neighbours {
        @Override
        public Identity identity() {
            return bench.find(Identity.class).orElseThrow(() -> missing("signed", "io.ggen.identity"));
        }

        @Override
        public Optional<Trust> trust() {
            return bench.find(Trust.class);
        }

        @Override
        public RecordStore catalogue() {
            return bench.find(RecordStore.class)
                    .orElseThrow(() -> missing("published for the network alone", "io.ggen.record.store"));
        }

        @Override
        public SignatureMemo memo() {
            return bench.find(SignatureMemo.class).orElse(SignatureMemo.NONE);
        }

        @Override
        public void warn(String sentence) {
            bench.warn(sentence);
        }

        private static RuntimeException missing(String what, String part) {
            return Problem.of("Nothing can be " + what + " because this host has no " + part + "; nothing was changed.")
                    .asException();
        }
    }
}
