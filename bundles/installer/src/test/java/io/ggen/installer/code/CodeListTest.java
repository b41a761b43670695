package io.ggen.installer.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeListTest {
    private static final Limits FEW = new Limits(2, 2, 100, 1 << 10);

    @TempDir
    Path folder;

    private CodeList written(int packages, int bundles) throws IOException {
        List<CodeList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            List<String> paths = new ArrayList<>();
            for (int j = 0; j < bundles; j++) {
                paths.add("lib/" + j + "é.jar");
            }
            entries.add(new CodeList.Entry(
                    new PackageName("scope/p" + i), Version.parse("1.0.0-rc.1+b"), PublisherId.LOCAL, paths));
        }
        CodeList list = new CodeList(entries);
        Files.write(folder.resolve(CodeList.FILE), list.write());
        return list;
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        CodeList list = written(2, 2);
        assertThat(CodeList.read(folder, FEW)).isEqualTo(list);
        assertThat(list.of(new PackageName("scope/p1"))).isNotNull();
        assertThat(list.of(new PackageName("p1"))).isNull();
    }

    @Test
    void aGenerationWithoutCodeHasNoList() throws Exception {
        assertThat(CodeList.read(folder, FEW)).isEqualTo(CodeList.NONE);
    }

    @Test
    void moreThanTheLimitsIsRefused() throws Exception {
        written(3, 1);
        assertThatThrownBy(() -> CodeList.read(folder, FEW)).isInstanceOf(IOException.class);
        written(1, 3);
        assertThatThrownBy(() -> CodeList.read(folder, FEW)).isInstanceOf(IOException.class);
        Files.write(folder.resolve(CodeList.FILE), new byte[FEW.list() + 1]);
        assertThatThrownBy(() -> CodeList.read(folder, FEW)).hasMessage("it is far too long");
    }

    @Test
    void aPackageNamesNoMoreBundlesThanItMay() throws Exception {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            Files.writeString(folder.resolve(i + ".jar"), "x");
            names.append(i == 0 ? "" : ",").append('"').append(i).append(".jar\"");
        }
        Files.writeString(folder.resolve("package.json"), "{\"bundles\":[" + names + "]}");
        assertThatThrownBy(() -> BundlePaths.of(folder, "a@1.0.0", "nothing was installed", FEW))
                .hasMessageContaining("names more than 2 bundles");
        Files.writeString(
                folder.resolve("package.json"), "{\"bundles\":[\"0.jar\"],\"x\":\"" + "x".repeat(2000) + "\"}");
        assertThatThrownBy(() -> BundlePaths.of(folder, "a@1.0.0", "nothing was installed", FEW))
                .hasMessageContaining("package.json of more than 1024 bytes");
        Files.writeString(folder.resolve("package.json"), "{\"bundles\":[\"" + "x".repeat(101) + "\"]}");
        assertThatThrownBy(() -> BundlePaths.of(folder, "a@1.0.0", "nothing was installed", FEW))
                .hasMessageContaining("which is no path inside it");
    }

    @Test
    void aLinkIsNoBundle() throws Exception {
        Path outside = Files.writeString(Files.createTempFile("outside", ".jar"), "x");
        Files.createSymbolicLink(folder.resolve("x.jar"), outside);
        Files.writeString(folder.resolve("package.json"), "{\"bundles\":[\"x.jar\"]}");
        assertThatThrownBy(() -> BundlePaths.of(folder, "a@1.0.0", "nothing was installed", FEW))
                .hasMessageContaining("holds no such file");
        Files.delete(outside);
    }
}
