package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.leases.Facts.Origin;
import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Provider;
import io.ggen.leases.Host.Running;
import io.ggen.roles.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SuccessorTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Host host = new Host();
    private final LiveRoles roles = host.roles;
    private final List<String> ran = new ArrayList<>();

    @Test
    void aCallWaitsForTheSuccessorOfAProviderThatJustLeft() throws Exception {
        Provider old = host.greeter("old");
        roles.left(old);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(Duration.ofMillis(30));
        host.bell.awaitListeners(1);
        host.greeter("new");
        assertThat(call.result()).isEqualTo("new");
        assertThat(roles.latestPause()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void theWaitForASuccessorBeginsWhenTheOldOneIsDrained() throws Exception {
        Provider old = host.greeter("old");
        Lease<Greeter> held = roles.lease(Greeter.class);
        Running<Boolean> leaving = host.startLeaving(old);
        host.bell.awaitListeners(1);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(2);
        host.bell.advance(GRACE);
        assertThat(leaving.result()).isTrue();
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE.minusNanos(1));
        host.bell.awaitListeners(1);
        host.greeter("new");
        assertThat(call.result()).isEqualTo("new");
        held.close();
    }

    @Test
    void withoutASuccessorACallFailsAfterTwoSeconds() throws Exception {
        Provider old = host.greeter("old");
        roles.left(old);
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThatThrownBy(call::result).hasRootCauseMessage("no greeter is installed.");
        assertThatThrownBy(() -> roles.lease(Greeter.class)).hasToString("no greeter is installed.");
    }

    @Test
    void aRegistryThatIsUpdatedIsWaitedForSoThatNoAnswerIsMissing() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        Provider office = host.oneOfMany("office", Origin.DISTRIBUTION);
        roles.left(office);
        Running<List<String>> call = host.start(() -> roles.callAll(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.oneOfMany("office", Origin.DISTRIBUTION);
        assertThat(call.result()).containsExactly("home", "office");
    }

    @Test
    void oneOfManyThatLeavesForGoodIsMissedForTwoSecondsOnly() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        roles.left(host.oneOfMany("office", Origin.DISTRIBUTION));
        Running<List<String>> call = host.start(() -> roles.callAll(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        host.bell.advance(GRACE);
        assertThat(call.result()).containsExactly("home");
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("home");
    }

    @Test
    void oneOfManyThatLeavesUnderItsStepRunsAgainOnItsNamesakeAlone() throws Exception {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        Provider office = host.oneOfMany("office", Origin.DISTRIBUTION);
        host.oneOfMany("shop", Origin.DISTRIBUTION);
        List<String> results = roles.callAll(Greeter.class, greeter -> {
            ran.add(greeter.greet());
            if (greeter == office) {
                roles.left(office);
                host.oneOfMany("office", Origin.DISTRIBUTION);
                throw new NoClassDefFoundError("a/B");
            }
            return greeter.greet();
        });
        assertThat(results).containsExactly("home", "office", "shop");
        assertThat(ran).containsExactly("home", "office", "office", "shop");
    }

    @Test
    void oneOfManyThatIsGoneForGoodIsSkippedWhileAnotherIsStillExpected() {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        Provider office = host.oneOfMany("office", Origin.DISTRIBUTION);
        List<String> results = roles.callAll(Greeter.class, greeter -> {
            roles.left(office);
            host.bell.advance(GRACE);
            roles.left(host.oneOfMany("shop", Origin.DISTRIBUTION));
            return greeter.greet();
        });
        assertThat(results).containsExactly("home");
    }

    @Test
    void closingRolesWakesAllWhoWait() throws Exception {
        roles.left(host.greeter("old"));
        Running<String> call = host.start(() -> roles.call(Greeter.class, Greeter::greet));
        host.bell.awaitListeners(1);
        roles.close();
        assertThatThrownBy(call::result).hasRootCauseMessage("no greeter is installed.");
    }
}
