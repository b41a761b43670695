package io.ggen.roles.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.roles.internal.Facts.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginsTest {
    @TempDir
    Path folder;

    @Test
    void aBundleInTheHomesDeployFolderIsDeployed() {
        Path home = folder.resolve("my home");
        Origins origins = new Origins(home.toString());
        assertThat(origins.of(home.resolve("deploy/a.jar").toUri().toString())).isEqualTo(Origin.DEPLOY);
        assertThat(origins.of("reference:" + home.resolve("deploy/a.jar").toUri()))
                .isEqualTo(Origin.DEPLOY);
    }

    @Test
    void aHomeBehindALinkIsTheSameHome() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/deploy"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(new Origins(link.toString()).of(real.resolve("a.jar").toUri().toString()))
                .isEqualTo(Origin.DEPLOY);
    }

    @Test
    void aDistributionBelowAFolderOfThatNameIsNotDeployed() {
        Origins origins = new Origins(folder.resolve("home").toString());
        assertThat(origins.of("reference:file:/srv/deploy/ggen/bundles/a.jar")).isEqualTo(Origin.DISTRIBUTION);
        assertThat(origins.of("file:/srv/deploy/%zz/a.jar")).isEqualTo(Origin.DISTRIBUTION);
        assertThat(origins.of("System Bundle")).isEqualTo(Origin.DISTRIBUTION);
    }

    @Test
    void aBundleOfAPackageIsToldByItsLocation() {
        assertThat(new Origins(null).of("ggen:tool/1.0.0/tool.jar")).isEqualTo(Origin.PACKAGE);
        assertThat(new Origins(null).of("ggen:x/deploy/y.jar")).isEqualTo(Origin.PACKAGE);
    }

    @Test
    void withoutAHomeAnyDeployFolderCounts() {
        assertThat(new Origins(null).of("file:/opt/karaf/deploy/a.jar")).isEqualTo(Origin.DEPLOY);
    }
}
