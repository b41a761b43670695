package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.leases.Facts.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginsTest {
    @TempDir
    Path folder;

    private Origins told(Path home) {
        return new Origins(home.toString(), folder.resolve("usual"));
    }

    private Origins untold() {
        return new Origins(null, folder.resolve("usual"));
    }

    @Test
    void aBundleInTheHomesDeployFolderIsDeployed() {
        Path home = folder.resolve("my home");
        Origins origins = told(home);
        assertThat(origins.of(home.resolve("deploy/a.jar").toUri().toString())).isEqualTo(Origin.DEPLOY);
        assertThat(origins.of("reference:" + home.resolve("deploy/a.jar").toUri()))
                .isEqualTo(Origin.DEPLOY);
    }

    @Test
    void aHomeBehindALinkIsTheSameHome() throws IOException {
        Path real = Files.createDirectories(folder.resolve("real/deploy"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(told(link).of(real.resolve("a.jar").toUri().toString())).isEqualTo(Origin.DEPLOY);
    }

    @Test
    void aDistributionBelowAFolderOfThatNameIsNotDeployed() {
        Origins origins = told(folder.resolve("home"));
        assertThat(origins.of("reference:file:/srv/deploy/ggen/bundles/a.jar")).isEqualTo(Origin.DISTRIBUTION);
        assertThat(origins.of("file:/srv/deploy/%zz/a.jar")).isEqualTo(Origin.DISTRIBUTION);
        assertThat(origins.of("System Bundle")).isEqualTo(Origin.DISTRIBUTION);
    }

    @Test
    void aBundleOfAPackageIsToldByItsLocation() {
        assertThat(untold().of("ggen:tool/1.0.0/tool.jar")).isEqualTo(Origin.PACKAGE);
        assertThat(untold().of("ggen:x/deploy/y.jar")).isEqualTo(Origin.PACKAGE);
    }

    @Test
    void whatLiesInTheHomesStoreIsOfAPackage() {
        Path home = folder.resolve("my home");
        Origins origins = told(home);
        Path jar = home.resolve("store/trees/ab/abcd-1/deploy/a.jar");
        assertThat(origins.of("reference:" + jar.toUri())).isEqualTo(Origin.PACKAGE);
        assertThat(origins.of("reference:" + folder.resolve("x/store/a.jar").toUri()))
                .isEqualTo(Origin.DISTRIBUTION);
        assertThat(untold().of("file:/opt/karaf/store/a.jar")).isEqualTo(Origin.DISTRIBUTION);
    }

    @Test
    void aHostThatWasToldNoHomeHasTheUsualOne() {
        Path jar = folder.resolve("usual/store/trees/ab/abcd-1/a.jar");
        assertThat(untold().of("reference:" + jar.toUri())).isEqualTo(Origin.PACKAGE);
        assertThat(new Origins(" ", folder.resolve("usual")).of("reference:" + jar.toUri()))
                .isEqualTo(Origin.PACKAGE);
    }

    @Test
    void withoutAHomeAnyDeployFolderCounts() {
        assertThat(untold().of("file:/opt/karaf/deploy/a.jar")).isEqualTo(Origin.DEPLOY);
    }
}
