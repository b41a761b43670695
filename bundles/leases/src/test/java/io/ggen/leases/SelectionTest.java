package io.ggen.leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ggen.api.Checkup;
import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.leases.Facts.Origin;
import io.ggen.leases.Host.Greeter;
import io.ggen.leases.Host.Provider;
import io.ggen.roles.Lease;
import io.ggen.roles.Roles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private final Host host = new Host();
    private final LiveRoles roles = host.roles;

    @Test
    void theHighestRankingIsUsed() {
        host.greeter("plain");
        host.greeter("better", 5, Origin.DEPLOY);
        assertThat(inUse()).isEqualTo("better");
    }

    @Test
    void atEqualRankTheOldestIsUsed() {
        host.greeter("old");
        host.greeter("new");
        assertThat(inUse()).isEqualTo("old");
    }

    @Test
    void aProviderFromAPackageIsUsedOnlyOnceItIsSelected() {
        host.greeter("plain");
        host.greeter("stranger", 1000, Origin.PACKAGE);
        assertThat(inUse()).isEqualTo("plain");
        roles.use("greeter", "stranger");
        assertThat(inUse()).isEqualTo("stranger");
    }

    @Test
    void aPackageAloneDoesNotFillARole() {
        host.greeter("stranger", 0, Origin.PACKAGE);
        assertThatThrownBy(this::inUse)
                .hasToString("no greeter is installed.")
                .extracting(e -> ((ProblemException) e).problem().next())
                .isEqualTo(List.of("host:use greeter stranger"));
    }

    @Test
    void oneOfManyFromAPackageIsUsedBesideTheOthersOnceItIsAdmitted() {
        host.oneOfMany("plain", Origin.DISTRIBUTION);
        Provider stranger = host.oneOfMany("stranger", Origin.PACKAGE);
        host.oneOfMany("other", Origin.PACKAGE);
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain");
        roles.admit("greeter", "stranger");
        roles.admit("greeter", "stranger");
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain", "stranger");
        roles.admit("greeter", "other");
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain", "stranger", "other");
        assertThat(host.kept).containsExactly(Map.entry("greeter.added", "other stranger"));
        roles.left(stranger);
        host.bell.advance(Duration.ofSeconds(3));
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain", "other");
        assertThat(roles.dismiss("greeter", "stranger")).isTrue();
        assertThat(roles.dismiss("greeter", "stranger")).isFalse();
        assertThat(roles.dismiss("greeter", "other")).isTrue();
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain");
        assertThat(host.kept).containsExactly(Map.entry("greeter.added", ""));
    }

    @Test
    void whoWasAdmittedIsUsedAfterARestart() {
        host.kept.put("greeter.added", "stranger");
        roles.reselect();
        host.oneOfMany("plain", Origin.DISTRIBUTION);
        assertThat(host.roles.examine())
                .anySatisfy(finding -> assertThat(finding.sentence())
                        .isEqualTo("the greeter stranger was added, and no package that brings it runs."));
        host.oneOfMany("stranger", Origin.PACKAGE);
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("plain", "stranger");
    }

    @Test
    void onlyWhatPackagesBringCanBeAdmitted() {
        host.oneOfMany("plain", Origin.DISTRIBUTION);
        host.oneOfMany("stranger", Origin.PACKAGE);
        host.porter("porter");
        assertThatThrownBy(() -> roles.admit("greeter", "nobody"))
                .hasToString("no installed package brings a greeter 'nobody' (there is stranger); nothing was added.");
        assertThatThrownBy(() -> roles.admit("greeter", "plain"))
                .hasToString("there is a greeter 'plain' already; nothing was added.");
        assertThatThrownBy(() -> roles.admit("porter", "porter"))
                .hasToString("there is a porter 'porter' already; nothing was added.");
        assertThatThrownBy(() -> roles.admit("porter", "other"))
                .hasToString("of the role porter one provider is used, so none can be added.");
        assertThat(host.kept).isEmpty();
    }

    @Test
    void nobodyIsAdmittedBeyondTheLimit() {
        for (int i = 0; i <= Admitted.MOST; i++) {
            host.oneOfMany("p" + i, Origin.PACKAGE);
        }
        for (int i = 0; i < Admitted.MOST; i++) {
            roles.admit("greeter", "p" + i);
        }
        assertThatThrownBy(() -> roles.admit("greeter", "p" + Admitted.MOST)).hasMessageContaining("64 of them");
    }

    @Test
    void aPackageCannotTakeANameThatIsSomebodyElses() {
        Provider plain = host.greeter("plain");
        roles.use("greeter", "plain");
        Provider same = host.greeter("plain", 1000, Origin.PACKAGE);
        try (Lease<Greeter> lease = roles.lease(Greeter.class)) {
            assertThat(lease.get()).isSameAs(plain).isNotSameAs(same);
        }
    }

    @Test
    void aRoleThatNobodyEverFilledFailsAtOnce() {
        assertThatThrownBy(this::inUse).hasToString("no greeter is installed.");
        assertThatThrownBy(() -> roles.call(Greeter.class, Greeter::greet)).hasToString("no greeter is installed.");
        assertThat(roles.leaseAll(Greeter.class)).isEmpty();
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).isEmpty();
    }

    @Test
    void theSelectionIsKeptAndHoldsAgainstABetterRank() {
        host.greeter("plain");
        host.greeter("better", 5, Origin.DISTRIBUTION);
        roles.use("greeter", "plain");
        host.greeter("best", 9, Origin.DEPLOY);
        assertThat(inUse()).isEqualTo("plain");
        assertThat(host.kept).containsExactly(Map.entry("greeter", "plain"));
    }

    @Test
    void aSelectionThatLeavesFallsBackAndTakesOverAgainWhenItReturns() {
        host.greeter("plain");
        Provider chosen = host.greeter("chosen");
        roles.use("greeter", "chosen");
        roles.left(chosen);
        assertThat(inUse()).isEqualTo("plain");
        host.greeter("chosen");
        assertThat(inUse()).isEqualTo("chosen");
    }

    @Test
    void aSelectionOfWhatIsNotThereIsRefusedWithWhatThereIs() {
        host.greeter("plain");
        host.greeter("fancy");
        assertThatThrownBy(() -> roles.use("greeter", "nobody"))
                .hasToString("no greeter is called 'nobody'; there are plain and fancy; the selection is unchanged.")
                .extracting(e -> ((ProblemException) e).problem().kind())
                .isEqualTo(Problem.Kind.FAILED);
        assertThatThrownBy(() -> roles.use("cook", "nobody"))
                .hasToString("there is no role 'cook'; there is greeter; the selection is unchanged.");
        assertThat(host.kept).isEmpty();
    }

    @Test
    void aSelectionThatCannotBeKeptIsNotMade() {
        Selections full = new Selections() {
            @Override
            public Map<String, String> kept() {
                return Map.of();
            }

            @Override
            public void keep(String role, String name) {
                throw Problem.of("disk full").asException();
            }
        };
        LiveRoles others = new LiveRoles(host.bell, full, () -> false);
        for (String name : List.of("one", "two")) {
            Facts facts = new Facts(
                    "greeter", name, 0, name.length(), Origin.DEPLOY, "b", false, Set.of(Greeter.class.getName()));
            others.arrived(name, facts, new Provider(name));
        }
        assertThatThrownBy(() -> others.use("greeter", "two")).hasToString("disk full");
        assertThat(others.call(Greeter.class, Greeter::greet)).isEqualTo("one");
    }

    @Test
    void aSelectionMadeElsewhereIsTakenUp() {
        host.greeter("plain");
        host.greeter("other");
        host.kept.put("greeter", "other");
        roles.reselect();
        assertThat(inUse()).isEqualTo("other");
    }

    @Test
    void changedFactsCountAtOnce() {
        host.greeter("plain");
        Provider other = host.greeter("other");
        host.arrive(other, "greeter", 7, Origin.DISTRIBUTION, false);
        assertThat(inUse()).isEqualTo("other");
        assertThat(roles.roles()).hasSize(1);
    }

    @Test
    void aProviderThatDoesNotStartIsPassedOverAndTriedAgainAfterASecond() {
        Provider broken = host.greeter("broken", 5, Origin.DEPLOY);
        broken.starts = false;
        host.greeter("plain");
        assertThat(inUse()).isEqualTo("plain");
        assertThat(inUse()).isEqualTo("plain");
        assertThat(broken.gets).isEqualTo(1);
        host.bell.advance(Duration.ofMillis(1001));
        broken.starts = true;
        assertThat(inUse()).isEqualTo("broken");
    }

    @Test
    void ifNoneStartsTheErrorSaysWhich() {
        host.greeter("broken").starts = false;
        assertThatThrownBy(this::inUse)
                .hasToString("no greeter is installed that works: broken does not start (it gives no service).");
    }

    @Test
    void aProviderThatFailsToLinkIsPassedOver() {
        Facts facts = new Facts("greeter", "bad", 9, 99, Origin.DEPLOY, "b", false, Set.of(Greeter.class.getName()));
        roles.arrived("bad", facts, new Supply() {
            @Override
            public Object get() {
                throw new NoClassDefFoundError("gone/Away");
            }

            @Override
            public void unget() {}

            @Override
            public boolean isGoing() {
                return false;
            }
        });
        host.greeter("plain");
        assertThat(inUse()).isEqualTo("plain");
    }

    @Test
    void anObjectOfAnotherClassSpaceIsPassedOverAndLetGo() {
        Provider alien = new Provider("alien");
        Facts facts = new Facts("list", "alien", 9, 99, Origin.DEPLOY, "b", false, Set.of(List.class.getName()));
        roles.arrived(alien, facts, alien);
        assertThatThrownBy(() -> roles.lease(List.class)).hasMessageStartingWith("no list is installed that works");
        assertThat(alien.held()).isZero();
    }

    @Test
    void aProviderIsGotOnceAndLetGoWhenAnotherIsSelected() {
        Provider one = host.greeter("one");
        host.greeter("two");
        for (int i = 0; i < 3; i++) {
            inUse();
        }
        assertThat(one.gets).isEqualTo(1);
        assertThat(one.ungets).isZero();
        roles.use("greeter", "two");
        assertThat(one.held()).isZero();
    }

    @Test
    void aProviderHeldWhenABetterOneComesIsLetGoWithItsLastLease() {
        Provider one = host.greeter("one");
        try (Lease<Greeter> lease = roles.lease(Greeter.class)) {
            host.greeter("two", 5, Origin.DEPLOY);
            assertThat(inUse()).isEqualTo("two");
            assertThat(lease.get().greet()).isEqualTo("one");
            assertThat(one.held()).isEqualTo(1);
        }
        assertThat(one.held()).isZero();
    }

    @Test
    void ofARoleWithManyAllAreUsedTheSelectedOneFirst() {
        host.oneOfMany("home", Origin.DISTRIBUTION);
        host.oneOfMany("office", Origin.DEPLOY);
        host.oneOfMany("stranger", Origin.PACKAGE);
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("home", "office");
        roles.use("greeter", "office");
        assertThat(roles.callAll(Greeter.class, Greeter::greet)).containsExactly("office", "home");
        roles.use("greeter", "stranger");
        List<Lease<Greeter>> leases = roles.leaseAll(Greeter.class);
        assertThat(leases).extracting(Lease::name).containsExactly("stranger", "home", "office");
        leases.forEach(Lease::close);
    }

    @Test
    void rolesAreListedWithWhoFillsThem() {
        host.porter("carrier");
        host.greeter("plain");
        host.greeter("stranger", 3, Origin.PACKAGE);
        assertThat(roles.roles())
                .containsExactly(
                        new Roles.Role(
                                "greeter",
                                false,
                                List.of(
                                        new Roles.Provider("stranger", false, "b 1.0.0", "package", 3),
                                        new Roles.Provider("plain", true, "b 1.0.0", "distribution", 0))),
                        new Roles.Role(
                                "porter",
                                false,
                                List.of(new Roles.Provider("carrier", true, "b 1.0.0", "distribution", 0))));
    }

    @Test
    void aClosedLeaseGivesNothing() {
        host.greeter("plain");
        Lease<Greeter> lease = roles.lease(Greeter.class);
        lease.close();
        lease.close();
        assertThatThrownBy(lease::get).isInstanceOf(IllegalStateException.class);
        assertThat(lease.name()).isEqualTo("plain");
    }

    @Test
    void theCheckupNamesRolesThatNobodyFillsAndSelectionsThatAreGone() {
        host.kept.put("greeter", "gone");
        roles.reselect();
        host.greeter("plain").starts = false;
        assertThatThrownBy(this::inUse).isInstanceOf(ProblemException.class);
        assertThat(roles.examine())
                .extracting(Checkup.Finding::sentence)
                .contains(
                        "no resolver is installed.",
                        "no greeter is installed.",
                        "the greeter plain does not start (it gives no service).",
                        "the selected greeter, gone, is not installed; the default is used.");
    }

    private String inUse() {
        try (Lease<Greeter> lease = roles.lease(Greeter.class)) {
            assertThat(lease.name()).isEqualTo(lease.get().greet());
            return lease.name();
        }
    }
}
