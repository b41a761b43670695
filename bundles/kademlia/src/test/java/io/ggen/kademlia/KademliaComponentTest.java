package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Home;
import io.ggen.api.ProblemException;
import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.ProtocolId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.node.Node;
import io.ggen.p2p.api.node.PeerBook;
import io.ggen.p2p.api.routing.ValueStore.Effort;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wiring: settings, files, validators. Its lane has a thread, so these tests wait for it, but for nothing else. */
@Timeout(30)
class KademliaComponentTest {
    @TempDir
    Path folder;

    private final Sim sim = new Sim(3);
    private final List<String> warnings = new ArrayList<>();
    private final List<List<PeerAddresses>> told = new ArrayList<>();
    private List<PeerAddresses> remembered = List.of();
    private final PeerBook book = new PeerBook() {
        @Override
        public List<PeerAddresses> remembered() {
            return remembered;
        }

        @Override
        public void remember(List<PeerAddresses> peers) {
            told.add(peers);
        }
    };

    private static KademliaConfiguration configured(Map<String, Object> changes) {
        return (KademliaConfiguration) Proxy.newProxyInstance(
                KademliaConfiguration.class.getClassLoader(),
                new Class<?>[] {KademliaConfiguration.class},
                (proxy, method, arguments) -> changes.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private KademliaComponent component(Map<String, Object> changes, boolean serves) {
        Host host = sim.host();
        KademliaComponent component = new KademliaComponent(
                configured(changes), Map.entry(Map.of(Node.SERVES, serves), host), new Home(folder), book);
        component.addNotices(warnings::add);
        return component;
    }

    private static Map<String, String> status(KademliaComponent component) {
        Map<String, String> facts = new HashMap<>();
        for (Fact fact : component.status()) {
            facts.put(fact.name(), fact.value());
        }
        return facts;
    }

    @Test
    void aHostThatServesHasAServerAndAnyOtherAClient() {
        KademliaComponent server = component(Map.of(), true);
        assertThat(status(server)).containsEntry("mode", "server").containsEntry("table", "0");
        KademliaComponent client = component(Map.of(), false);
        assertThat(status(client)).containsEntry("mode", "client").containsEntry("network", "unknown");
        assertThat(client.name()).isEqualTo("kademlia");
        assertThat(client.about(sim.newId())).isEmpty();
        assertThat(warnings).isEmpty();
        server.close();
        client.close();
        assertThat(status(client)).containsEntry("state", "busy");
    }

    @Test
    void theSettingsItComesWithAreThoseOfTheSpecification() {
        KademliaSettings settings = Configured.of(configured(Map.of()), true);
        assertThat(settings).isEqualTo(KademliaSettings.serving());
        assertThat(Configured.of(configured(Map.of()), false)).isEqualTo(KademliaSettings.asking());
        KademliaSettings other = Configured.of(
                configured(Map.of(
                        "protocol",
                        "/other/kad/1.0.0",
                        "paths",
                        4,
                        "exempt",
                        new String[] {"203.0.113.0/24"},
                        "expiryHours",
                        3L,
                        "recordBytes",
                        100)),
                true);
        assertThat(other.protocol()).isEqualTo(new ProtocolId("/other/kad/1.0.0"));
        assertThat(other.paths()).isEqualTo(4);
        assertThat(other.exempt()).containsExactly("203.0.113.0/24");
        assertThat(other.expiry()).isEqualTo(Duration.ofHours(3));
        assertThat(other.limits().value()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "paths, 0, 'it is 0, and has to be at least 1'",
        "paths, 9, 'it is 9, and can be at most 8'",
        "recordBytes, 65537, 'it is 65537, and can be at most 65536'",
        "queries, 19, 'it is 19, and has to be at least 20'",
        "lookups, -1, 'it is -1, and has to be at least 1'"
    })
    void aSettingThatCannotBeIsASentence(String setting, int value, String why) {
        assertThatThrownBy(() -> Configured.of(configured(Map.of(setting, value)), true))
                .isInstanceOf(ProblemException.class)
                .hasToString("the setting '" + setting + "' in etc/io.ggen.kademlia.json is wrong: " + why + ".");
    }

    @Test
    void withAWrongSettingItRunsAsItComesAndWarns() {
        KademliaComponent component = component(Map.of("exempt", new String[] {"here"}, "paths", 3), true);
        assertThat(warnings)
                .containsExactly(
                        "the setting 'exempt' in etc/io.ggen.kademlia.json is wrong: 'here' is not a network such"
                                + " as 203.0.113.0/24. Kademlia runs with the settings it comes with.");
        assertThat(status(component)).containsEntry("mode", "server");
        component.removeNotices(warnings::add);
        component.close();
        component(Map.of("protocol", "no protocol"), true).close();
        assertThat(warnings).hasSize(2);
    }

    @Test
    void validatorsComeAndGoAndWhatIsKeptIsWrittenAtTheEnd() throws Exception {
        KademliaComponent component = component(Map.of(), true);
        Numbered rules = new Numbered();
        component.addValidator(rules);
        component.keep(Numbered.key("k"), Numbered.value(1));
        assertThat(component
                        .get(Numbered.key("k"), Effort.FIRST, Duration.ofSeconds(5))
                        .toCompletableFuture()
                        .get()
                        .value())
                .hasValue(Numbered.value(1));
        assertThat(status(component)).containsEntry("kept", "1");
        component.removeValidator(rules);
        component.removeValidator(rules);
        assertThatThrownBy(() -> component
                        .put(Numbered.key("k"), Numbered.value(1), Duration.ofSeconds(5), receipt -> {})
                        .toCompletableFuture()
                        .get())
                .hasMessageContaining("not valid");
        component.close();
        assertThat(folder.resolve("catalog/kademlia-sweep")).exists();
        assertThatThrownBy(() -> component
                        .get(Numbered.key("k"), Effort.FIRST, Duration.ofSeconds(5))
                        .toCompletableFuture()
                        .get())
                .hasMessageContaining("This host has left the network.");
    }

    @Test
    void goodPeersAreThoseOfTheBook() {
        PeerAddresses good = sim.node(KademliaSettings.serving()).address();
        remembered = List.of(good);
        BookMemory memory = new BookMemory(book);
        assertThat(memory.load()).containsExactly(good);
        memory.save(List.of(good));
        assertThat(told).containsExactly(List.of(good));
        assertThat(PeerMemory.MOST).isEqualTo(PeerBook.MOST);
    }

    @Test
    void theSweepFileIsWrittenBehindTheLaneAndReadWithSuspicion() throws IOException {
        Path file = folder.resolve("catalog/kademlia-sweep");
        List<Runnable> slow = new ArrayList<>();
        SweepFile memory = new SweepFile(file, slow::add);
        assertThat(memory.load()).isEmpty();
        memory.save(new byte[] {1});
        memory.save(new byte[] {2});
        assertThat(file).doesNotExist();
        assertThat(slow).hasSize(1);
        slow.get(0).run();
        assertThat(memory.load()).hasValue(new byte[] {2});
        Files.write(file, new byte[SweepFile.LONGEST + 1]);
        assertThat(memory.load()).isEmpty();
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        assertThat(memory.load()).isEmpty();
        memory.save(new byte[] {3});
        slow.get(1).run();
        assertThat(file).isDirectory();
    }
}
