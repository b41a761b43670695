package io.ggen.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.Release;
import io.ggen.api.Version;
import io.ggen.api.extractor.Limits;
import io.ggen.api.publishing.Outbox;
import io.ggen.api.publishing.Publishing.Options;
import io.ggen.api.publishing.Publishing.Published;
import io.ggen.api.registry.Answer;
import io.ggen.api.registry.Registry;
import io.ggen.records.Dependencies;
import io.ggen.records.HeadRecord;
import io.ggen.records.Records;
import io.ggen.records.ReleaseRecord;
import io.ggen.records.Signed;
import io.ggen.registry.file.FileRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing with real keys into a real file registry. */
class SigningTest {
    private static final Options PLAIN = new Options(null, false, null, false);

    @TempDir
    Path root;

    private Desk desk;
    private FileRegistry registry;
    private Publisher publisher;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void open() {
        desk = new Desk(root);
        registry = registry(desk);
        publisher = desk.publisher(registry, Limits.DEFAULT);
    }

    private FileRegistry registry(Desk of) {
        return new FileRegistry(
                "home", of.home.registry(), true, warnings::add, Runnable::run, Clock.fixed(Desk.NOW, ZoneOffset.UTC));
    }

    /** Another author, who publishes into the same registry. */
    private Desk other(String name) throws IOException {
        Desk other = new Desk(Files.createDirectories(root.resolve(name)));
        assertThat(other.own()).isNotEqualTo(desk.own());
        return other;
    }

    private Release publishAs(Desk other, Path folder) {
        return Objects.requireNonNull(
                other.publisher(registry, Limits.DEFAULT).publish(folder, PLAIN).release());
    }

    private Release release(String name) {
        PackageName asked = new PackageName(name);
        Answer answer = LocalReleases.ask((Registry) registry, Set.of(asked)).getOrDefault(asked, Answer.ABSENT);
        return ((Answer.Found) answer).releases().get(0);
    }

    private ReleaseRecord record(Release release) {
        return Records.openRelease(registry.record(release).orElseThrow(), Desk.NOW)
                .orThrow("The record", "the test failed")
                .payload();
    }

    private HeadRecord head(String name) {
        return Records.openHead(registry.head(new PackageName(name), desk.own()).orElseThrow(), Desk.NOW)
                .orThrow("The head", "the test failed")
                .payload();
    }

    private Path json(String name, String version, String dependencies) throws IOException {
        return desk.file(
                name + "/package.json",
                "{\"name\": \"" + name + "\", \"version\": \"" + version + "\", \"title\": \"T\", \"dependencies\": {"
                        + dependencies + "}}");
    }

    @Test
    void theFirstPublishMakesTheKeyAndSigns() throws IOException {
        desk.file("p/sub/deeper/x", "12345");
        Published published = publisher.publish(json("p", "1.0.0", ""), PLAIN);

        Release release = Objects.requireNonNull(published.release());
        ReleaseRecord record = record(release);
        assertThat(release.publisher()).isEqualTo(desk.own());
        assertThat(record.toRelease()).isEqualTo(release).isEqualTo(release("p"));
        assertThat(record.title()).isEqualTo("T");
        assertThat(record.published()).isEqualTo(Desk.NOW);
        assertThat(record.archive().entries()).isEqualTo(4);
        assertThat(record.archive().expanded()).isEqualTo(published.packed().expanded());
        assertThat(published.signature())
                .isEqualTo(new io.ggen.api.publishing.Publishing.Signature(
                        desk.own(),
                        desk.neighbours.identity().publisher().publicKey().fingerprint(),
                        Records.openRelease(registry.record(release).orElseThrow(), Desk.NOW)
                                .value()
                                .map(Signed::id)
                                .orElseThrow()
                                .hex(),
                        desk.home.keys()));
        assertThat(head("p").latest()).isEqualTo(Version.parse("1.0.0"));
        assertThat(Objects.requireNonNull(
                                publisher.publish(json("p", "1.1.0", ""), PLAIN).signature())
                        .newKey())
                .isNull();
        assertThat(desk.neighbours.warnings).isEmpty();
        assertThat(warnings).isEmpty();
        assertThat(registry.reindex().problems()).isEmpty();
    }

    @Test
    void theRecordThatTheRegistryTookIsRememberedAsVerified() throws IOException {
        publisher.publish(desk.folder("a", "1.0.0"), PLAIN);

        assertThat(desk.neighbours.verified)
                .containsExactly(Digest.sha256Of(registry.record(release("a")).orElseThrow()));
    }

    @Test
    void theSameAgainKeepsTheRecordAndTheHead() throws IOException {
        Path folder = json("p", "1.0.0", "");
        Published first = publisher.publish(folder, PLAIN);
        HeadRecord head = head("p");
        Desk later = new Desk(root);
        Publisher tomorrow = new Publisher(
                later.home,
                io.ggen.roles.FixedRoles.of(registry),
                later.neighbours,
                new FileOutbox(later.home),
                new PublishedContent(later.home),
                Clock.fixed(Desk.NOW.plusSeconds(200), ZoneOffset.UTC),
                Limits.DEFAULT);

        Published again = tomorrow.publish(folder, PLAIN);

        assertThat(first.unchanged()).isFalse();
        assertThat(again.unchanged()).isTrue();

        assertThat(Objects.requireNonNull(again.signature()).record())
                .isEqualTo(Objects.requireNonNull(first.signature()).record());
        assertThat(head("p")).isEqualTo(head);
    }

    @Test
    void aDryRunMakesNoKeyAndNothingElse() throws IOException {
        Published published = publisher.publish(json("p", "1.0.0", ""), new Options(null, true, null, false));

        assertThat(published.release()).isNull();
        assertThat(published.signature()).isNull();
        assertThat(desk.home.keys()).doesNotExist();
        assertThat(desk.home.registry()).doesNotExist();

        desk.own();
        Published known = publisher.publish(json("p", "1.0.0", ""), new Options(null, true, null, false));
        assertThat(Objects.requireNonNull(known.signature()).publisher()).isEqualTo(desk.own());
        assertThat(Objects.requireNonNull(known.signature()).record()).isNull();
    }

    @Test
    void nothingThatIsRefusedBeforehandMakesAKey() throws IOException {
        desk.file("p/.env", "PASSWORD=x");
        assertThat(Desk.problem(() -> publisher.publish(json2("p"), PLAIN)).message())
                .contains("secrets");
        assertThat(Desk.problem(() -> publisher.publish(json3("q"), PLAIN)).message())
                .contains(
                        "needs x, and whose package that is cannot be signed because no registry on this machine has it");

        assertThat(desk.home.keys()).doesNotExist();
        assertThat(publisher.manifest(root.resolve("q")).name().value()).isEqualTo("q");
        publisher.pack(root.resolve("q"), root.resolve("out"));
        assertThat(desk.home.keys()).doesNotExist();
    }

    private Path json2(String name) {
        return unchecked(name, "");
    }

    private Path json3(String name) {
        return unchecked(name, "\"x\": \"^1.0.0\"");
    }

    private Path unchecked(String name, String dependencies) {
        try {
            return json(name, "1.0.0", dependencies);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aKeyMadeForAPublishThatFailsIsToldAllTheSame() throws IOException {
        publishAs(other("bob"), unchecked("p", ""));
        Desk fresh = new Desk(Files.createDirectories(root.resolve("fresh")));
        Publisher author = fresh.publisher(registry, Limits.DEFAULT);

        String message =
                Desk.problem(() -> author.publish(root.resolve("p"), PLAIN)).message();

        assertThat(message)
                .contains("p 1.0.0 was not published because the registry has this version from ", "by " + fresh.own());
        assertThat(fresh.neighbours.warnings)
                .singleElement()
                .asString()
                .startsWith("Your publisher key " + fresh.own() + " (fingerprint ")
                .contains(fresh.home.keys().toString(), "ggen trust export FILE");
    }

    @Test
    void anotherKeyFileSignsInPlaceOfOnesOwn() throws IOException {
        Desk bob = other("bob");
        Path key = bob.home.keys().resolve("publisher.pem");

        Published published = publisher.publish(json("p", "1.0.0", ""), new Options(null, false, key, false));

        assertThat(Objects.requireNonNull(published.release()).publisher()).isEqualTo(bob.own());
        assertThat(registry.head(new PackageName("p"), bob.own())).isPresent();
        assertThat(Desk.problem(() -> publisher.publish(
                                root.resolve("p"), new Options(null, false, root.resolve("none"), false)))
                        .message())
                .contains(root.resolve("none").toString(), "nothing was signed");
    }

    @Test
    void aRevokedKeySignsNothing() throws IOException {
        desk.neighbours.revoke(desk.own());

        assertThat(Desk.problem(() -> publisher.publish(unchecked("p", ""), PLAIN))
                        .message())
                .startsWith("The publisher key " + desk.own() + " (fingerprint ")
                .contains("was revoked on 2026-11-22T10:00:00Z", "nothing was published");
        assertThat(Desk.problem(() -> publisher.importAll(List.of(root), io.ggen.api.Progress.NONE))
                        .message())
                .contains("was revoked");
        assertThat(desk.home.registry()).doesNotExist();
    }

    @Test
    void aDependencyIsOfWhomTheManifestSaysElseOfThePinElseOnesOwnElseTheOnlyOne() throws IOException {
        Desk bob = other("bob");
        Desk carol = other("carol");
        publishAs(bob, json("said", "1.0.0", ""));
        publishAs(bob, json("pinned", "1.0.0", ""));
        publishAs(carol, json("pinned", "1.1.0", ""));
        publishAs(bob, json("mine", "1.0.0", ""));
        publisher.publish(json("mine", "1.1.0", ""), PLAIN);
        publishAs(carol, json("only", "1.0.0", ""));
        publisher.importAll(
                List.of(json("unsigned", "1.0.0", "")),
                new io.ggen.api.publishing.Publishing.ImportOptions(false, null, false),
                io.ggen.api.Progress.NONE);
        desk.neighbours.pin("pinned", carol.own());
        desk.neighbours.pin("said", carol.own());

        Release release = Objects.requireNonNull(publisher
                .publish(
                        json(
                                "p",
                                "1.0.0",
                                "\"@" + bob.own() + "/said\": \"^1.0.0\", \"pinned\": \"^1.0.0\", \"mine\": \"^1.0.0\","
                                        + " \"only\": \"1.x\", \"unsigned\": \"*\""),
                        PLAIN)
                .release());

        assertThat(release.dependencies())
                .extracting(Dependency::key)
                .containsExactly(
                        "@" + desk.own() + "/mine",
                        "@" + carol.own() + "/only",
                        "@" + carol.own() + "/pinned",
                        "@" + bob.own() + "/said",
                        "unsigned");
        assertThat(record(release).dependencies()).isInstanceOf(Dependencies.Listed.class);
        assertThat(registry.manifest(release).orElseThrow().dependencies())
                .extracting(Dependency::key)
                .containsExactlyInAnyOrder("@" + bob.own() + "/said", "pinned", "mine", "only", "unsigned");
    }

    @Test
    void anAmbiguousDependencyIsRefusedWithEveryCandidate() throws IOException {
        Desk bob = other("bob");
        publishAs(bob, json("x", "1.0.0", ""));
        publishAs(other("carol"), json("x", "1.1.0", ""));

        io.ggen.api.Problem problem = Desk.problem(() -> publisher.publish(unchecked("p", "\"x\": \"^1.0.0\""), PLAIN));

        assertThat(problem.message())
                .startsWith("p 1.0.0 needs x, and 2 publishers have a package of that name: ")
                .contains(
                        bob.own() + " (fingerprint "
                                + bob.neighbours
                                        .identity()
                                        .publisher()
                                        .publicKey()
                                        .fingerprint() + ")",
                        "write '@PUBLISHER/x' in the manifest, or pin one; nothing was published.");
        assertThat(problem.next()).containsExactly("ggen trust add x PUBLISHER");
    }

    @Test
    void aPublisherThatIsNoKeyIsRefused() {
        assertThat(Desk.problem(() -> publisher.publish(unchecked("p", "\"@nobody/x\": \"1.x\""), PLAIN))
                        .message())
                .contains("'@nobody/x' in the dependencies of p names no publisher");
    }

    @Test
    void whatWasDecidedOnceStaysWhenTheSameVersionIsPublishedAgain() throws IOException {
        Desk bob = other("bob");
        publishAs(bob, json("x", "1.0.0", ""));
        Path folder = json("p", "1.0.0", "\"x\": \"^1.0.0\"");
        Release first = Objects.requireNonNull(publisher.publish(folder, PLAIN).release());
        publishAs(other("carol"), json("x", "1.1.0", ""));
        desk.neighbours.pin("x", desk.own());

        assertThat(publisher.publish(folder, PLAIN).release()).isEqualTo(first);
        Release next = Objects.requireNonNull(publisher
                .publish(folder, new Options(Version.parse("1.0.1"), false, null, false))
                .release());
        assertThat(next.dependencies()).extracting(Dependency::publisher).containsExactly(desk.own());
    }

    @Test
    void moreDependenciesThanARecordHoldsAreRefused() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            many.append(i == 0 ? "" : ",").append("\"@" + desk.own() + "/dependency-" + i + "\": \"^1.0.0\"");
        }

        assertThat(Desk.problem(() -> publisher.publish(unchecked("p", many.toString()), PLAIN))
                        .message())
                .isEqualTo(
                        "p@1.0.0 cannot be signed: its 150 dependencies with their publishers are more than the 8 KiB of"
                                + " a release record hold; nothing was published.");
    }

    @Test
    void yankUnyankAndDeprecateAreInTheHead() throws IOException {
        publisher.publish(json("p", "1.0.0", ""), PLAIN);
        publisher.publish(json("p", "1.1.0", ""), PLAIN);
        long seq = head("p").seq();

        publisher.yank(new PackageName("p"), Version.parse("1.1.0"), true);
        assertThat(head("p").yanked()).containsExactly(Version.parse("1.1.0"));
        assertThat(head("p").latest()).isEqualTo(Version.parse("1.0.0"));
        assertThat(head("p").seq()).isGreaterThan(seq);
        publisher.deprecate(new PackageName("p"), "use q");
        assertThat(head("p").deprecated()).isEqualTo("use q");
        publisher.yank(new PackageName("p"), Version.parse("1.1.0"), false);
        assertThat(head("p").yanked()).isEmpty();
        assertThat(head("p").deprecated()).isEqualTo("use q");
        assertThat(head("p").versions()).hasSize(2);
        assertThat(desk.neighbours.warnings).isEmpty();
    }

    @Test
    void aMarkThatACrashKeptOutOfTheHeadGetsInWithTheNextPublish() throws IOException {
        publisher.publish(json("p", "1.0.0", ""), PLAIN);
        registry.yank(new PackageName("p"), Version.parse("1.0.0"), true);
        assertThat(head("p").yanked()).isEmpty();

        publisher.publish(json("p", "1.1.0", ""), PLAIN);

        assertThat(head("p").yanked()).containsExactly(Version.parse("1.0.0"));
    }

    @Test
    void whatOthersHaveSignedIsYankedHereAloneWithAWarning() throws IOException {
        Desk bob = other("bob");
        publishAs(bob, json("p", "1.0.0", ""));

        Release yanked = publisher.yank(new PackageName("p"), Version.parse("1.0.0"), true);
        publisher.deprecate(new PackageName("p"), "use q");

        assertThat(yanked.yanked()).isTrue();
        assertThat(desk.neighbours.warnings)
                .hasSize(2)
                .anyMatch(
                        m -> m.startsWith("p@1.0.0 is yanked in this registry alone: only its publisher, " + bob.own()))
                .anyMatch(m -> m.startsWith("p is deprecated in this registry alone: "));
        assertThat(registry.head(new PackageName("p"), desk.own())).isEmpty();
        assertThat(Desk.problem(() -> publisher.yank(desk.own(), new PackageName("p"), Version.parse("1.0.0"), false))
                        .message())
                .startsWith("p@1.0.0 in the registry is by " + bob.own())
                .endsWith("nothing was changed.");
        assertThat(publisher
                        .yank(bob.own(), new PackageName("p"), Version.parse("1.0.0"), false)
                        .yanked())
                .isFalse();
    }

    @Test
    void theKeyInAFileTellsOthersToo() throws IOException {
        Desk bob = other("bob");
        publishAs(bob, json("p", "1.0.0", ""));
        Path key = bob.home.keys().resolve("publisher.pem");
        PackageName p = new PackageName("p");

        publisher.yank(null, p, Version.parse("1.0.0"), true, key);
        publisher.deprecate(p, "use q", key);

        assertThat(desk.neighbours.warnings).isEmpty();
        HeadRecord head = Records.openHead(registry.head(p, bob.own()).orElseThrow(), Desk.NOW)
                .value()
                .orElseThrow()
                .payload();
        assertThat(head.yanked()).containsExactly(Version.parse("1.0.0"));
        assertThat(head.deprecated()).isEqualTo("use q");
    }

    @Test
    void aKeyThatSignedNothingOfAPackageMarksNothing() throws IOException {
        Desk bob = other("bob");
        publisher.publish(json("p", "1.0.0", ""), PLAIN);
        bob.publisher.publish(json("q", "1.0.0", ""), PLAIN);
        Path key = bob.home.keys().resolve("publisher.pem");
        PackageName p = new PackageName("p");

        assertThat(Desk.problem(() -> publisher.yank(null, p, Version.parse("1.0.0"), true, key))
                        .message())
                .startsWith("p@1.0.0 in the registry is by " + desk.own())
                .contains("that of " + bob.own())
                .endsWith("nothing was changed.");
        assertThat(Desk.problem(() -> publisher.deprecate(p, "use q", key)).message())
                .startsWith("p in the registry is by ");
        assertThat(release("p").yanked()).isFalse();
        assertThat(release("p").deprecated()).isNull();
    }

    @Test
    void marksOnWhatNobodySignedNeedNoKey() throws IOException {
        Desk fresh = new Desk(Files.createDirectories(root.resolve("fresh")));
        Publisher author = fresh.publisher(registry, Limits.DEFAULT);
        importUnsigned(author, json("p", "1.0.0", ""));

        author.yank(new PackageName("p"), Version.parse("1.0.0"), true);
        author.deprecate(new PackageName("p"), "use q");

        assertThat(release("p").yanked()).isTrue();
        assertThat(fresh.home.keys()).doesNotExist();
        assertThat(fresh.neighbours.warnings).isEmpty();
    }

    private static void importUnsigned(Publisher author, Path folder) {
        author.importAll(
                List.of(folder),
                new io.ggen.api.publishing.Publishing.ImportOptions(false, null, false),
                io.ggen.api.Progress.NONE);
    }

    @Test
    void whatWasImportedUnsignedCanBeSignedAsItIs() throws IOException {
        Path folder = json("p", "1.0.0", "");
        importUnsigned(publisher, folder);
        assertThat(release("p").publisher()).isEqualTo(PublisherId.LOCAL);

        assertThat(publisher.publish(folder, PLAIN).release()).isEqualTo(release("p"));
        assertThat(release("p").publisher()).isEqualTo(desk.own());
        assertThat(registry.reindex().problems()).isEmpty();
    }

    @Test
    void aHeadThatCannotBeKeptUpIsAWarningAndNothingIsUndone() throws IOException {
        publisher.publish(json("p", "1.0.0", ""), PLAIN);
        Files.writeString(desk.home.registry().resolve("p/1.0.0/release.json"), "x");

        Release release = Objects.requireNonNull(
                publisher.publish(json("p", "1.1.0", ""), PLAIN).release());

        assertThat(release.version()).isEqualTo(Version.parse("1.1.0"));
        assertThat(release("p")).isEqualTo(release);
        assertThat(head("p").versions()).containsOnlyKeys(Version.parse("1.1.0"));
        @Nullable String none = warnings.isEmpty() ? null : warnings.get(0);
        assertThat(none).contains("release.json is damaged");
    }

    @Test
    void whatIsPublishedForOthersIsNotedForTheNetworkAndSoIsEachNewHead() throws IOException {
        FileOutbox outbox = new FileOutbox(desk.home);
        publisher.publish(json("p", "1.0.0", ""), PLAIN);
        assertThat(outbox.pending()).as("published locally").isEmpty();

        publisher.publish(json("p", "1.1.0", ""), new Options(null, false, null, false, false));
        assertThat(outbox.pending())
                .containsExactly(new Outbox.Entry(desk.own(), new PackageName("p"), Version.parse("1.1.0")));
        outbox.done(outbox.pending().get(0));

        publisher.yank(new PackageName("p"), Version.parse("1.0.0"), true);
        assertThat(outbox.pending()).containsExactly(new Outbox.Entry(desk.own(), new PackageName("p"), null));
        outbox.done(outbox.pending().get(0));

        publisher.renewHeads(Set.of(new PackageName("p"), new PackageName("unknown")));
        assertThat(outbox.pending()).as("a fresh head is not signed again").isEmpty();
    }

    @Test
    void othersCanHaveTheManifestAndTheListOfVersionsByTheirDigests() throws IOException {
        Published published = publisher.publish(json("p", "1.0.0", ""), new Options(null, false, null, false, false));
        PublishedContent content = new PublishedContent(desk.home);

        Path manifest = content.file(
                        record(Objects.requireNonNull(published.release())).manifest())
                .orElseThrow();
        Path list = content.file(head("p").list()).orElseThrow();

        assertThat(Files.readString(manifest))
                .isEqualTo(published.packed().manifest().json());
        assertThat(Files.readString(list)).startsWith("{\"1.0.0\":\"");
    }

    @Test
    void aVersionThatIsTakenIsToldWithTheCommandForTheNextOneOfThisFolder() throws IOException {
        Path folder = desk.file("My Cool Package/package.json", "{\"name\": \"cool\", \"version\": \"0.1.0\"}");
        publisher.publish(folder, PLAIN);
        desk.file("My Cool Package/new", "x");

        assertThat(Desk.problem(() -> publisher.publish(folder, PLAIN)).next())
                .containsExactly("ggen publish '" + folder + "' --version 0.1.1 --local");
    }

    @Test
    void afterItsRevocationTheOwnKeyIsMovedAsideAndTheNextPublishMakesANewOne() throws Exception {
        Path folder = json("p", "1.0.0", "");
        publisher.publish(folder, PLAIN);
        PublisherId revoked = desk.own();
        desk.neighbours.revoke(revoked);
        Path next = json("q", "1.0.0", "");

        Problem problem = Desk.problem(() -> publisher.publish(next, PLAIN));
        assertThat(problem.message())
                .endsWith("nothing was published: once it is moved aside, the next publish makes a new one.");
        assertThat(problem.next()).hasSize(2).last().isEqualTo("ggen publish " + next + " --local");
        Options tomorrow = new Options(Version.parse("2.0.0"), false, null, false, false);
        assertThat(Desk.problem(() -> publisher.publish(next, tomorrow)).next())
                .last()
                .isEqualTo("ggen publish " + next + " --version 2.0.0");
        Desk.shell(root, problem.next().get(0));

        PublisherId now = Objects.requireNonNull(publisher.publish(next, PLAIN).signature())
                .publisher();
        assertThat(now).isNotEqualTo(revoked).isEqualTo(release("q").publisher());
        assertThat(desk.home.keys().toFile().list()).contains("publisher.pem").hasSize(3);
    }
}
