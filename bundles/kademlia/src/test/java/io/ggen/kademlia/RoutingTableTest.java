package io.ggen.kademlia;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.p2p.api.Multiaddr;
import io.ggen.p2p.api.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RoutingTableTest {
    private static final Key SELF = Key.of(Sim.idOf("self"));

    private final RoutingTable table = new RoutingTable(SELF);
    private int number;

    private Contact contact() {
        PeerId id = Sim.idOf("peer " + number++);
        return Contact.of(id, List.of(Multiaddr.parse("/ip4/20.1.1.1/tcp/1")));
    }

    private Contact contactIn(int bucket) {
        Contact contact = contact();
        while (table.index(contact.key()) != bucket) {
            contact = contact();
        }
        return contact;
    }

    @Test
    void theClosestAreThoseWithTheSmallestXor() {
        List<Contact> in = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Contact contact = contact();
            if (table.seen(contact, Networks.EXEMPT, i) == Bucket.Place.IN) {
                in.add(contact);
            }
        }
        Key target = Key.of(Numbered.key("target"));
        in.sort(Comparator.comparing(contact -> target.xor(contact.key())));
        assertThat(table.closest(target, 20, null)).isEqualTo(in.subList(0, 20));
        assertThat(table.closest(target, 20, in.get(3).peer()))
                .hasSize(20)
                .doesNotContain(in.get(3))
                .contains(in.get(20));
    }

    @Test
    void aFullBucketKeepsTheOldAndTheNewOneWaitsForADeath() {
        for (int i = 0; i < 20; i++) {
            assertThat(table.seen(contactIn(0), Networks.EXEMPT, i)).isEqualTo(Bucket.Place.IN);
        }
        Contact late = contactIn(0);
        Contact later = contactIn(0);
        assertThat(table.seen(late, Networks.EXEMPT, 50)).isEqualTo(Bucket.Place.WAITING);
        assertThat(table.seen(later, Networks.EXEMPT, 51)).isEqualTo(Bucket.Place.WAITING);
        assertThat(table.get(later.peer())).isNull();
        Entry stalest = Objects.requireNonNull(table.bucket(0).stalest());
        table.remove(stalest.contact.peer());
        assertThat(table.get(later.peer())).isNotNull();
        assertThat(table.size()).isEqualTo(20);
    }

    @Test
    void noMoreThanTwentyWait() {
        for (int i = 0; i < 100; i++) {
            table.seen(contactIn(0), Networks.EXEMPT, i);
        }
        List<Entry> all = new ArrayList<>(table.entries());
        all.forEach(entry -> table.remove(entry.contact.peer()));
        assertThat(table.size()).isEqualTo(20);
        new ArrayList<>(table.entries()).forEach(entry -> table.remove(entry.contact.peer()));
        assertThat(table.size()).isZero();
    }

    @Test
    void aBucketTakesTwoOfANetworkAndAnyNumberOfExemptOnes() {
        assertThat(table.seen(contactIn(0), 7, 0)).isEqualTo(Bucket.Place.IN);
        assertThat(table.seen(contactIn(0), 7, 0)).isEqualTo(Bucket.Place.IN);
        assertThat(table.seen(contactIn(0), 7, 0)).isEqualTo(Bucket.Place.REFUSED);
        assertThat(table.seen(contactIn(1), 7, 0)).isEqualTo(Bucket.Place.IN);
        for (int i = 0; i < 5; i++) {
            assertThat(table.seen(contactIn(0), Networks.EXEMPT, 0)).isEqualTo(Bucket.Place.IN);
        }
    }

    @Test
    void whoWaitsDoesNotBringAThirdOfANetworkIn() {
        table.seen(contactIn(0), 7, 0);
        Contact second = contactIn(0);
        table.seen(second, 7, 0);
        for (int i = 0; i < 18; i++) {
            table.seen(contactIn(0), 100 + i, 1);
        }
        Contact waiting = contactIn(0);
        assertThat(table.seen(waiting, 117, 2)).isEqualTo(Bucket.Place.WAITING);
        assertThat(table.seen(contactIn(0), 7, 2)).isEqualTo(Bucket.Place.REFUSED);
        table.remove(second.peer());
        assertThat(table.get(waiting.peer())).isNotNull();
    }

    @Test
    void itselfAndThoseWithoutAddressesAreNotTaken() {
        assertThat(table.seen(Contact.of(Sim.idOf("self"), List.of(Multiaddr.parse("/ip4/20.1.1.1/tcp/1"))), -1, 0))
                .isEqualTo(Bucket.Place.REFUSED);
        assertThat(table.seen(Contact.of(Sim.idOf("x"), List.of()), -1, 0)).isEqualTo(Bucket.Place.REFUSED);
    }

    @Test
    void whoFailedIsNotAmongTheClosestUntilItAnswers() {
        Contact contact = contact();
        table.seen(contact, -1, 0);
        Entry entry = Objects.requireNonNull(table.get(contact.peer()));
        entry.failures = 1;
        assertThat(table.closest(SELF, 20, null)).isEmpty();
        table.seen(contact, -1, 1);
        assertThat(table.closest(SELF, 20, null)).containsExactly(contact);
    }
}
