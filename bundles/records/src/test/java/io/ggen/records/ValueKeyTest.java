package io.ggen.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueKeyTest {
    private static final PublisherId ALICE = SeedSigner.ALICE.id();

    @Test
    void keysAreWrittenAndReadBack() {
        PackageName scoped = new PackageName("acme/parser");
        List<ValueKey> keys = List.of(
                ValueKey.ofRevocation(ALICE),
                ValueKey.ofHead(ALICE, scoped),
                ValueKey.ofHead(ALICE, new PackageName("parser")),
                ValueKey.ofRelease(ALICE, scoped, Version.parse("1.0.0-rc.1+b")));
        assertThat(keys)
                .extracting(ValueKey::text)
                .containsExactly(
                        "/ggen/" + ALICE,
                        "/ggen/" + ALICE + "/acme%2Fparser",
                        "/ggen/" + ALICE + "/parser",
                        "/ggen/" + ALICE + "/acme%2Fparser/1.0.0-rc.1+b");
        for (ValueKey key : keys) {
            assertThat(ValueKey.parse(key.bytes()).orElseThrow()).isEqualTo(key).hasSameHashCodeAs(key);
        }
        assertThat(keys)
                .extracting(ValueKey::kind)
                .containsExactly(RecordKind.REVOCATION, RecordKind.HEAD, RecordKind.HEAD, RecordKind.RELEASE);
        assertThat(keys.get(3).name()).contains(scoped);
        assertThat(keys.get(3).version().orElseThrow()).hasToString("1.0.0-rc.1+b");
        assertThat(keys.get(0).publisher()).isEqualTo(ALICE);
    }

    @Test
    void whatIsNoKeyIsNotRead() {
        String ours = "/ggen/" + ALICE;
        for (String text : List.of(
                "",
                "/",
                "/ggen",
                "/ggen/",
                "/pk/" + ALICE,
                "ggen/" + ALICE,
                "/ggen/local",
                "/ggen/" + ALICE + "1",
                ours + "/",
                ours + "/A",
                ours + "/acme%2fparser",
                ours + "/acme%2F",
                ours + "/acme%2Fa%2Fb",
                ours + "/acme%252Fparser",
                ours + "/acme/parser",
                ours + "/%61",
                ours + "/a/",
                ours + "/a/1.0",
                ours + "/a/1.0.0/",
                ours + "/a/1.0.0/x",
                ours + "/a/v1.0.0",
                ours + "/ü",
                ours + "/a\0",
                "/ggen/" + ALICE.value().replace('K', 'k'),
                ours + "/con",
                ours + "/a/1.0.0%2B1",
                ours + "//1.0.0")) {
            assertThat(ValueKey.parse(text)).as(text).isEmpty();
            assertThat(ValueKey.parse(Forge.utf8(text))).as(text).isEmpty();
        }
        assertThat(ValueKey.parse(new byte[100_000])).isEmpty();
    }

    @Test
    void aRecordUnderAnotherKeyIsRefused() {
        byte[] release = Forge.envelope(RecordKind.RELEASE, Vectors.RELEASE_TEXT, SeedSigner.ALICE);
        PackageName name = new PackageName("acme/parser");
        ValueKey right = ValueKey.ofRelease(ALICE, name, Version.parse("1.2.0-rc.1+build.5"));
        assertThat(Records.openValue(right, release, Samples.NOW).value()).isPresent();
        for (ValueKey wrong : List.of(
                ValueKey.ofRelease(ALICE, name, Version.parse("1.2.0-rc.1")),
                ValueKey.ofRelease(SeedSigner.BOB.id(), name, right.version().orElseThrow()),
                ValueKey.ofRelease(
                        ALICE, new PackageName("parser"), right.version().orElseThrow()))) {
            Refusal refusal =
                    Records.openValue(wrong, release, Samples.NOW).refusal().orElseThrow();
            assertThat(refusal).isEqualTo(new Refusal.OtherValueKey(right.text(), wrong.text()));
            assertThat(refusal.verdict()).isEqualTo(Verdict.REJECT);
        }
        assertThat(Records.openValue(ValueKey.ofHead(ALICE, name), release, Samples.NOW)
                        .refusal()
                        .orElseThrow())
                .isInstanceOf(Refusal.OtherKind.class);
    }
}
