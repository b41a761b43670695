package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.ProblemException;
import io.ggen.api.identity.Identity;
import io.ggen.api.identity.PublicKey;
import io.ggen.api.identity.Signer;
import io.ggen.p2p.api.NetworkException;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.node.Fact;
import io.ggen.p2p.api.pubsub.TopicHandler;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.memory.MemoryHost;
import io.ggen.p2p.memory.MemoryNetwork;
import io.ggen.p2p.memory.kit.TestSigner;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wiring: settings and topic handlers. Its lane has a thread, so these tests wait for it, but for nothing else. */
@Timeout(30)
class GossipComponentTest {
    private static final Signer KEY = TestSigner.of(1);

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final List<String> warnings = new ArrayList<>();

    private static GossipConfiguration configured(Map<String, Object> changes) {
        return (GossipConfiguration) Proxy.newProxyInstance(
                GossipConfiguration.class.getClassLoader(),
                new Class<?>[] {GossipConfiguration.class},
                (proxy, method, arguments) -> changes.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static final class OnlyHost implements Identity {
        @Override
        public Signer host() {
            return KEY;
        }

        @Override
        public Signer publisher() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<PublicKey> publisherIfMade() {
            return Optional.empty();
        }

        @Override
        public Signer read(Path keyFile) {
            throw new UnsupportedOperationException();
        }
    }

    private record Hears(String topic) implements TopicHandler {
        @Override
        public CompletionStage<Verdict> received(PeerId from, byte[] data) {
            return CompletableFuture.completedFuture(Verdict.ACCEPT);
        }
    }

    private GossipComponent component(Map<String, Object> changes) {
        MemoryHost host = network.host(PeerId.of(KEY.publicKey()));
        GossipComponent component = new GossipComponent(configured(changes), host, new OnlyHost());
        component.addNotices(warnings::add);
        return component;
    }

    private static Map<String, String> status(GossipComponent component) {
        Map<String, String> facts = new HashMap<>();
        for (Fact fact : component.status()) {
            facts.put(fact.name(), fact.value());
        }
        return facts;
    }

    @Test
    void itIsInATopicAsLongAsAHandlerIsThere() throws Exception {
        GossipComponent component = component(Map.of());
        assertThat(component.name()).isEqualTo("gossipsub");
        assertThat(status(component)).containsEntry("topics", "0").containsEntry("peers", "0");
        Hears first = new Hears(GossipSettings.PACKAGES);
        component.addHandler(first);
        assertThat(status(component))
                .containsEntry("topics", "1")
                .containsEntry("mesh /ggen/packages/v1", "0 of 0 that are in the topic");
        assertThat(component
                        .publish(GossipSettings.PACKAGES, new byte[] {1})
                        .toCompletableFuture()
                        .get())
                .isZero();
        component.removeHandler(first);
        component.removeHandler(first);
        assertThat(status(component)).containsEntry("topics", "0").containsEntry("published", "1");
        assertThat(component.about(PeerId.of(TestSigner.of(9).publicKey()))).isEmpty();
        component.close();
        assertThat(status(component)).isEqualTo(Map.of("state", "busy"));
        assertThat(warnings).isEmpty();
    }

    @Test
    void aHandlerOfATopicThatCannotBeIsLeftOut() {
        GossipComponent component = component(Map.of());
        Hears bad = new Hears("");
        component.addHandler(bad);
        component.removeHandler(bad);
        assertThat(status(component)).containsEntry("topics", "0");
        component.close();
    }

    @Test
    void theSettingsItComesWithAreTheDefault() {
        GossipSettings settings = Configured.of(configured(Map.of()));
        assertThat(settings.limits()).isEqualTo(GossipLimits.DEFAULT);
        assertThat(settings.exempt()).isEmpty();
        GossipSettings other =
                Configured.of(configured(Map.of("seen", 7, "retained", 8, "exempt", new String[] {"203.0.113.0/24"})));
        assertThat(other.limits().seen()).isEqualTo(7);
        assertThat(other.limits().retained()).isEqualTo(8);
        assertThat(other.exempt()).containsExactly("203.0.113.0/24");
    }

    @ParameterizedTest
    @CsvSource({
        "peers, 0, 'it is 0, and has to be at least 1'",
        "retained, -3, 'it is -3, and has to be at least 1'",
        "rpc, 1000, 'it has no room for one message, or ''queuedBytes'' has none for one of it'"
    })
    void aSettingThatCannotBeIsASentence(String setting, int value, String why) {
        assertThatThrownBy(() -> Configured.of(configured(Map.of(setting, value))))
                .isInstanceOf(ProblemException.class)
                .hasToString("the setting '" + setting + "' in etc/io.ggen.gossipsub.json is wrong: " + why + ".");
    }

    @Test
    void withAWrongSettingItRunsAsItComesAndWarns() throws Exception {
        GossipComponent component = component(Map.of("exempt", new String[] {"here"}));
        assertThat(warnings)
                .containsExactly(
                        "the setting 'exempt' in etc/io.ggen.gossipsub.json is wrong: 'here' is not a network such"
                                + " as 203.0.113.0/24. Gossip runs with the settings it comes with.");
        assertThat(status(component)).containsEntry("topics", "0");
        component.removeNotices(warnings::add);
        component.close();
        assertThatThrownBy(() -> component
                        .publish(GossipSettings.PACKAGES, new byte[] {1})
                        .toCompletableFuture()
                        .get())
                .hasCauseInstanceOf(NetworkException.class);
    }
}
