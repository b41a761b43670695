package io.ggen.trust;

import static io.ggen.trust.Someone.ANN;
import static io.ggen.trust.Someone.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Checkup;
import io.ggen.trust.Someone.FakeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    @TempDir
    Path folder;

    private final FakeIdentity identity = new FakeIdentity();
    private Fixture fixture;
    private HomeRevocationExport export;
    private Path file;

    @BeforeEach
    void home() throws IOException {
        fixture = new Fixture(folder);
        export = new HomeRevocationExport(fixture.home, identity, Fixture.CLOCK);
        Files.createDirectories(folder.resolve("stick"));
        file = folder.resolve("stick/ann.revoke");
    }

    private Checkup checkup() {
        return new ExportCheckup(identity, export, fixture.trust(), fixture.home);
    }

    @Test
    void whatIsExportedEndsTheKeyOnAnyMachine() throws IOException {
        identity.publisher = ANN;
        assertThat(export.exported()).isFalse();
        assertThat(export.export(file)).isEqualTo(ANN.id());
        assertThat(export.exported()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(fixture.trust().revoked(ANN.id())).isEmpty();
        assertThat(fixture.trust().revoke(Files.readAllBytes(file)).publisher()).isEqualTo(ANN.id());
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertThat(all).containsExactly(file);
        }
        assertThat(fixture.home.keys().resolve("publisher.exported")).hasContent(ANN.id() + " 2026-11-22T10:00:00Z");
    }

    @Test
    void withoutAKeyNothingIsMadeOrWritten() {
        assertThatThrownBy(() -> export.export(file))
                .hasMessage(
                        "There is no publisher key whose revocation record could be exported: the first publish makes"
                                + " one; nothing was written.");
        assertThat(export.exported()).isFalse();
        assertThat(file).doesNotExist();
        assertThat(fixture.home.root()).doesNotExist();
    }

    @Test
    void nothingIsWrittenOver() throws IOException {
        identity.publisher = ANN;
        Files.writeString(file, "mine");
        assertThatThrownBy(() -> export.export(file))
                .hasMessage(file + " exists already and is not written over; nothing was written.");
        assertThat(file).hasContent("mine");
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("nowhere"));
        assertThatThrownBy(() -> export.export(file)).hasMessageContaining("exists already");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        assertThatThrownBy(() -> PrivateFile.create(file, new byte[] {1}))
                .isInstanceOf(java.nio.file.FileAlreadyExistsException.class);
        assertThat(export.exported()).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsOneSentenceAndIsNotCountedAsExported() {
        identity.publisher = ANN;
        assertThatThrownBy(() -> export.export(folder.resolve("gone/ann.revoke")))
                .hasMessageStartingWith("Writing " + folder.resolve("gone/ann.revoke") + " failed because ")
                .hasMessageEndingWith(" is missing; nothing was written.");
        assertThat(export.exported()).isFalse();
    }

    @Test
    void aRecordThatCannotBeRememberedIsToldToBeThere() throws IOException {
        identity.publisher = ANN;
        Files.createDirectories(fixture.home.keys().resolve("publisher.exported"));
        assertThatThrownBy(() -> export.export(file))
                .hasMessageStartingWith("Remembering the export failed because ")
                .hasMessageEndingWith("; the record itself is in " + file + ", whole.");
        assertThat(fixture.trust().readRevocation(Files.readAllBytes(file)).publisher())
                .isEqualTo(ANN.id());
        assertThat(export.exported()).isFalse();
    }

    @Test
    void theExportOfAnotherKeyDoesNotCount() {
        identity.publisher = ANN;
        export.export(file);
        identity.publisher = BOB;
        assertThat(export.exported()).isFalse();
    }

    @Test
    void theDoctorAsksForACopyOnlyWhereThereIsAKey() {
        assertThat(checkup().examine()).isEmpty();
        identity.publisher = ANN;
        assertThat(checkup().examine())
                .containsExactly(new Checkup.Finding(
                        Checkup.Severity.WARNING,
                        "No copy of the revocation record was ever exported; if the key " + ANN.id()
                                + " is lost, nothing can end it.",
                        "ggen trust export FILE"));
        export.export(file);
        assertThat(checkup().examine())
                .containsExactly(Checkup.Finding.good("A copy of the revocation record was exported."));
        fixture.trust().revoke(ANN.ends());
        String id = ANN.id().value();
        assertThat(checkup().examine())
                .containsExactly(new Checkup.Finding(
                        Checkup.Severity.WARNING,
                        "This user's own key " + id
                                + " was revoked on 2026-11-01T00:00:00Z; nobody installs what it signs. Once it is moved"
                                + " aside, the next publish makes a new one.",
                        "mv " + fixture.home.keys() + "/publisher.pem " + fixture.home.keys() + "/revoked-"
                                + id.substring(id.length() - 8) + ".pem"));
    }
}
