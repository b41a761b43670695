package io.ggen.installer;

import io.ggen.api.embedding.Kit;
import io.ggen.api.embedding.Workbench;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.SignatureMemo;
import io.ggen.api.marketplace.Marketplace;
import io.ggen.api.marketplace.MarketplaceListener;
import io.ggen.api.trust.Trust;
import io.ggen.installer.vouch.Neighbours;
import io.ggen.installer.work.Checkpoints;
import io.ggen.roles.Roles;
import java.time.Clock;
import java.util.Optional;

/** The marketplace of a host without a framework. */
public final class InstallerKit implements Kit {
    @Override
    public void offer(Workbench bench) {
        bench.offer(Marketplace.class, () -> marketplace(bench));
    }

    private static Marketplace marketplace(Workbench bench) {
        GenerationMarketplace marketplace = new GenerationMarketplace(
                bench.home(),
                bench.find(Roles.class).orElseThrow(),
                Clock.systemUTC(),
                GenerationMarketplace.PATIENCE,
                Parts.bootId(),
                Checkpoints.NONE,
                new Others(bench));
        bench.all(MarketplaceListener.class).forEach(marketplace::listen);
        return marketplace;
    }

    private record Others(Workbench bench) implements Neighbours {
        @Override
        public Optional<Trust> trust() {
            return bench.find(Trust.class);
        }

        @Override
        public Optional<Identity> identity() {
            return bench.find(Identity.class);
        }

        @Override
        public SignatureMemo memo() {
            return bench.find(SignatureMemo.class).orElse(SignatureMemo.NONE);
        }
    }
}
