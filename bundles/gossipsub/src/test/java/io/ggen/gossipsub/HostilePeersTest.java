package io.ggen.gossipsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.gossipsub.PeerReport.Standing;
import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.pubsub.Verdict;
import io.ggen.p2p.api.wire.Frames;
import io.ggen.p2p.api.wire.ProtoWriter;
import io.ggen.p2p.api.wire.Varint;
import io.ggen.p2p.memory.Link;
import io.ggen.p2p.memory.kit.TestSigner;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers that break the rules: counted, scored, dropped, bounded; and everybody else is served as before. */
class HostilePeersTest {
    private final Town town = new Town();
    private Town.Node node;
    private Town.Node friend;
    private Stranger foe;

    @BeforeEach
    void meet() {
        node = town.node(
                GossipSettings.DEFAULT,
                new Listening(
                        Town.TOPIC,
                        text -> CompletableFuture.completedFuture(
                                text.startsWith("bad") ? Verdict.REJECT : Verdict.ACCEPT)));
        friend = town.node();
        town.connect(friend, node);
        foe = town.stranger().dial(node.host());
        foe.subscribe(node.id(), Town.TOPIC);
    }

    private Standing standing() {
        return town.await(node.gossip().peers()).stream()
                .filter(peer -> peer.peer().equals(foe.host.id()))
                .findFirst()
                .orElseThrow()
                .standing();
    }

    private void friendsAreServed() {
        town.publish(friend, "good");
        town.seconds(1);
        assertThat(node.ear().heard).contains("good");
        assertThat(node.scoreOf(friend.id())).isGreaterThan(0);
    }

    private List<MessageKey> invented(int count) {
        List<MessageKey> ids = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < count; i++) {
            byte[] id = new byte[32];
            random.nextBytes(id);
            ids.add(new MessageKey(id));
        }
        return ids;
    }

    @Test
    void garbageInFramesCostsTheScoreAndThenIsNotEvenRead() {
        for (int i = 0; i < 3; i++) {
            foe.send(node.id(), new byte[] {(byte) 0xff, 1, 2});
        }
        assertThat(node.counts().malformed()).isEqualTo(3);
        assertThat(node.complaintAbout(foe.host.id())).startsWith("sent an RPC that cannot be read");
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        foe.send(node.id(), new byte[] {(byte) 0xff, 1, 2});
        assertThat(node.counts().malformed()).isEqualTo(3);
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "hello")));
        assertThat(node.ear().heard).isEmpty();
        friendsAreServed();
    }

    @Test
    void anOversizedRpcEndsTheStreamBeforeItIsRead() {
        ByteBuffer promise = ByteBuffer.allocate(Varint.MOST_BYTES);
        Varint.write(promise, 1024 * 1024 + 1);
        foe.sendRaw(node.id(), promise.flip());
        town.seconds(1);
        assertThat(node.counts().malformed()).isEqualTo(1);
        assertThat(node.neighbour(foe.host.id()).inbound).isNull();
        foe.open(node.id()).send(node.id(), new byte[0]);
        assertThat(node.neighbour(foe.host.id()).inbound).isNotNull();
        friendsAreServed();
    }

    @Test
    void anRpcOfFullSizeIsRead() {
        foe.sendRaw(
                node.id(),
                Frames.encode(
                        new ProtoWriter().bytes(15, new byte[1024 * 1024 - 8]).toBytes()));
        town.seconds(1);
        assertThat(node.counts().malformed()).isZero();
    }

    @Test
    void moreEntriesThanAllowedDropTheWholeRpc() {
        ProtoWriter rpc = new ProtoWriter();
        for (int i = 0; i < 5001; i++) {
            rpc.bytes(1, new byte[] {8, 1, 18, 1, 'x'});
        }
        foe.send(node.id(), rpc.toBytes());
        assertThat(node.counts().malformed()).isEqualTo(1);
        assertThat(node.neighbour(foe.host.id()).topics).containsExactly(Town.TOPIC);
    }

    @Test
    void whoFloodsWithRpcsHasToWait() {
        for (int i = 0; i < 5000; i++) {
            foe.post(node.id(), RpcWriter.graft("other"));
        }
        town.run(Duration.ofMillis(30));
        assertThat(node.neighbour(foe.host.id()).rpcs).isEqualTo(1000);
        assertThat(node.neighbour(foe.host.id()).pause).isNotNull();
        friendsAreServed();
        town.seconds(6);
        assertThat(node.neighbour(foe.host.id()).pause).isNull();
    }

    @Test
    void whoFloodsWithBytesHasToWait() {
        byte[] large = new ProtoWriter().bytes(15, new byte[1024 * 1024 - 8]).toBytes();
        foe.sendRaw(node.id(), ByteBuffer.allocate(0));
        ByteBuffer all = ByteBuffer.allocate(8 * (large.length + 4));
        for (int i = 0; i < 8; i++) {
            all.put(Frames.encode(large));
        }
        foe.sendRaw(node.id(), all.flip());
        town.run(Duration.ofMillis(900));
        assertThat(node.neighbour(foe.host.id()).bytes).isLessThanOrEqualTo(4 * 1024 * 1024 + large.length);
        friendsAreServed();
    }

    @Test
    void topicsOfAPeerAreBoundedButOursIsHeard() {
        foe.send(node.id(), RpcWriter.subscriptions(List.of(Town.TOPIC), false, List.of()));
        for (int i = 0; i < 40; i++) {
            List<String> topics = new ArrayList<>();
            for (int t = 0; t < 100; t++) {
                topics.add("topic " + i + " " + t);
            }
            foe.send(node.id(), RpcWriter.subscriptions(topics, true, List.of()));
            town.seconds(1);
        }
        assertThat(node.neighbour(foe.host.id()).topics).hasSize(128);
        assertThat(node.complaintAbout(foe.host.id())).contains("too many topics");
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        friendsAreServed();
    }

    @Test
    void ourTopicIsHeardBeyondTheBound() {
        List<String> topics = new ArrayList<>();
        for (int t = 0; t < 200; t++) {
            topics.add("topic " + t);
        }
        Stranger many = town.stranger().dial(node.host());
        many.send(node.id(), RpcWriter.subscriptions(topics, true, List.of()));
        many.subscribe(node.id(), Town.TOPIC);
        assertThat(node.neighbour(many.host.id()).topics).hasSize(129).contains(Town.TOPIC);
        assertThat(node.scoreOf(many.host.id())).as("once may happen").isGreaterThanOrEqualTo(0);
    }

    @Test
    void enteringAndLeavingATopicAgainAndAgainBringsOneGraftInTenSeconds() {
        for (int i = 0; i < 100; i++) {
            foe.send(node.id(), RpcWriter.subscriptions(List.of(Town.TOPIC), false, List.of()));
            foe.subscribe(node.id(), Town.TOPIC);
        }
        assertThat(foe.grafts()).isEqualTo(1);
    }

    @Test
    void messagesOfOtherTopicsAreDropped() {
        for (int i = 0; i < 50; i++) {
            foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "other", Town.bytes("m" + i))));
        }
        assertThat(node.counts().foreign()).isEqualTo(50);
        assertThat(node.ear().heard).isEmpty();
        assertThat(node.gossip().core().seen.size()).isZero();
    }

    @Test
    void wrongSignaturesAreNotDeliveredAndGraylistTheirSender() {
        Message good = Town.message(foe.key, "hello");
        byte[] signature = new byte[64];
        Message forged = new Message(good.from(), good.data(), good.seqno(), good.topic(), signature, good.key());
        for (int i = 0; i < 3; i++) {
            foe.send(node.id(), RpcWriter.message(forged));
        }
        assertThat(node.ear().heard).isEmpty();
        assertThat(node.counts().forged()).isEqualTo(3);
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        assertThat(node.gossip().core().seen.size())
                .as("the real one may still come")
                .isZero();
        Stranger other = town.stranger().dial(node.host());
        other.send(node.id(), RpcWriter.message(good));
        assertThat(node.ear().heard).containsExactly("hello");
        friendsAreServed();
    }

    @Test
    void theNameOfSomebodyElseIsForged() {
        Message good = Town.message(foe.key, "hello");
        byte[] from = PeerId.of(TestSigner.of(99).publicKey()).bytes();
        foe.send(
                node.id(),
                RpcWriter.message(new Message(from, good.data(), good.seqno(), good.topic(), good.signature(), null)));
        assertThat(node.counts().forged()).isEqualTo(1);
        assertThat(node.ear().heard).isEmpty();
        assertThat(node.scoreOf(foe.host.id()))
                .isEqualTo(-10
                        + node.gossip()
                                .core()
                                .scores
                                .parts(
                                        node.neighbour(foe.host.id()).score,
                                        town.network.time().now())
                                .time());
    }

    @Test
    void ourOwnNameIsNotBelieved() {
        foe.send(node.id(), RpcWriter.message(Town.message(node.key(), "hello")));
        assertThat(node.ear().heard).isEmpty();
        assertThat(node.counts().foreign()).isEqualTo(1);
    }

    @Test
    void invalidMessagesGraylistTheirSenderAndArePassedOnToNobody() {
        for (int i = 0; i < 3; i++) {
            foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "bad " + i)));
        }
        town.seconds(1);
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        assertThat(friend.ear().heard).isEmpty();
        assertThat(node.hasInMesh(foe.host.id())).isFalse();
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "fine")));
        assertThat(node.ear().heard).hasSize(3);
        friendsAreServed();
        assertThat(foe.messages()).as("and gets nothing either").isZero();
    }

    @Test
    void aMessageTooLargeIsInvalid() {
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "x".repeat(16 * 1024 + 1))));
        assertThat(node.counts().forged()).isEqualTo(1);
        assertThat(node.scoreOf(foe.host.id())).isLessThan(-9);
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "x".repeat(16 * 1024))));
        assertThat(node.ear().heard).hasSize(1);
    }

    @Test
    void allWhoSendARejectedMessageAreBlamedOnce() {
        byte[] rpc = RpcWriter.message(Town.message(foe.key, "bad"));
        Stranger second = town.stranger().dial(node.host());
        foe.send(node.id(), rpc);
        second.send(node.id(), rpc);
        second.send(node.id(), rpc);
        assertThat(node.ear().heard).containsExactly("bad");
        assertThat(node.scoreOf(second.host.id())).isEqualTo(-10);
    }

    @Test
    void replaysAreCountedAndCostTheScoreWhenTheyAreMany() {
        byte[] rpc = RpcWriter.message(Town.message(foe.key, "hello"));
        for (int second = 0; second < 12; second++) {
            for (int i = 0; i < 60; i++) {
                foe.post(node.id(), rpc);
            }
            town.seconds(1);
        }
        assertThat(node.ear().heard).containsExactly("hello");
        assertThat(node.counts().repeats()).isGreaterThan(500);
        assertThat(node.complaintAbout(foe.host.id())).contains("same messages again");
        assertThat(node.scoreOf(foe.host.id())).isLessThan(-80);
        friendsAreServed();
    }

    @Test
    void floodsOfIhaveAreHeardInPartAndBrokenPromisesGraylist() {
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 15; i++) {
                foe.post(node.id(), RpcWriter.have(Town.TOPIC, invented(500 + i)));
            }
            town.run(Duration.ofMillis(50));
            assertThat(node.neighbour(foe.host.id()).asked).isLessThanOrEqualTo(200);
            assertThat(node.neighbour(foe.host.id()).haveIds).isLessThanOrEqualTo(5000);
            town.run(Duration.ofMillis(950));
        }
        assertThat(foe.wants()).isLessThan(200 * 6);
        assertThat(node.counts().complaints()).isGreaterThan(4);
        assertThat(node.gossip().gossip().promises()).isZero();
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        friendsAreServed();
    }

    @Test
    void aPromiseThatIsBrokenIsRememberedAndOneThatIsKeptIsNot() {
        foe.send(node.id(), RpcWriter.have(Town.TOPIC, List.of(Town.id("one"))));
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "one")));
        town.seconds(5);
        assertThat(node.counts().complaints()).isZero();
        foe.send(node.id(), RpcWriter.have(Town.TOPIC, invented(3)));
        town.seconds(5);
        assertThat(node.counts().complaints()).isEqualTo(1);
        assertThat(node.complaintAbout(foe.host.id())).contains("promised");
    }

    @Test
    void promisesAreBounded() {
        Town.Node small = town.node(TestLimits.with("promises", 2), new Listening());
        Stranger one = town.stranger().dial(small.host());
        for (int i = 0; i < 8; i++) {
            one.send(small.id(), RpcWriter.have(Town.TOPIC, invented(3 + i)));
        }
        assertThat(one.wants()).isGreaterThan(20);
        assertThat(small.gossip().gossip().promises()).isEqualTo(2);
    }

    @Test
    void newMessagesOfOnePeerAreCheckedInBoundsAndTheRestMayComeAgain() {
        ProtoWriter rpc = new ProtoWriter();
        for (int i = 0; i < 450; i++) {
            rpc.message(2, Town.message(foe.key, "m" + i).whole());
        }
        foe.send(node.id(), rpc.toBytes());
        assertThat(node.ear().heard).hasSize(400);
        assertThat(node.counts().overloaded()).isEqualTo(50);
        assertThat(node.gossip().core().seen.get(Town.id("m449"))).isNull();
        friendsAreServed();
    }

    @Test
    void whoIsNotHeardOutIsNotBlamedForItsPromises() {
        ProtoWriter rpc = new ProtoWriter();
        for (int i = 0; i < 401; i++) {
            rpc.message(2, Town.message(foe.key, "m" + i).whole());
        }
        Stranger honest = town.stranger().dial(node.host());
        honest.send(node.id(), RpcWriter.have(Town.TOPIC, invented(1)));
        foe.send(node.id(), rpc.toBytes());
        town.seconds(4);
        assertThat(node.counts().complaints()).isZero();
    }

    @Test
    void anIhaveForAnotherTopicIsNotAnswered() {
        foe.send(node.id(), RpcWriter.have("other", invented(10)));
        assertThat(foe.wants()).isZero();
    }

    @Test
    void theSameMessageIsGivenThreeTimes() {
        town.publish(friend, "one");
        town.run(Duration.ofMillis(200));
        int before = foe.messages();
        for (int i = 0; i < 20; i++) {
            foe.send(node.id(), RpcWriter.want(List.of(Town.id("one"), Town.id("one"))));
        }
        assertThat(foe.messages() - before).isEqualTo(3);
        assertThat(node.complaintAbout(foe.host.id())).contains("again and again");
    }

    @Test
    void whatIsServedInASecondIsBounded() {
        List<MessageKey> ids = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String text = i + " ".repeat(16_000);
            town.await(node.gossip().publish("quiet", Town.bytes(text)));
            ids.add(Town.id(text));
        }
        foe.post(node.id(), RpcWriter.want(ids));
        town.run(Duration.ofMillis(11));
        assertThat(node.neighbour(foe.host.id()).served).isBetween(1024 * 1024, 2048 * 1024);
        town.run(Duration.ofMillis(100));
        assertThat(foe.messages()).isLessThan(150);
        assertThat(node.complaintAbout(foe.host.id())).contains("asked for too much");
    }

    @Test
    void aGraftBeforeTheTimeIsRefusedAndGraftFloodsGraylist() {
        foe.send(node.id(), RpcWriter.prune(Town.TOPIC, 60L));
        foe.send(node.id(), RpcWriter.graft(Town.TOPIC));
        assertThat(node.hasInMesh(foe.host.id())).isFalse();
        assertThat(foe.prunes()).isEqualTo(1);
        assertThat(node.complaintAbout(foe.host.id())).contains("GRAFT before");
        for (int i = 0; i < 5; i++) {
            foe.send(node.id(), RpcWriter.graft(Town.TOPIC));
        }
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
        int refused = foe.prunes();
        foe.send(node.id(), RpcWriter.graft(Town.TOPIC));
        assertThat(foe.prunes()).as("not even answered").isEqualTo(refused);
        friendsAreServed();
    }

    @Test
    void floodsOfIdontwantAreBoundedAndCostTheScore() {
        for (int second = 0; second < 10; second++) {
            foe.send(node.id(), RpcWriter.unwanted(invented(600 + second)));
            assertThat(node.neighbour(foe.host.id()).unwantedIds).isLessThanOrEqualTo(512);
            town.run(Duration.ofMillis(980));
            assertThat(node.neighbour(foe.host.id()).unwantedRemembered()).isLessThanOrEqualTo(3 * 512);
        }
        assertThat(node.complaintAbout(foe.host.id())).contains("IDONTWANT");
        assertThat(node.scoreOf(foe.host.id())).isLessThan(-80);
        friendsAreServed();
    }

    @Test
    void anIdontwantIsForgottenAfterThreeHeartbeats() {
        foe.send(node.id(), RpcWriter.unwanted(invented(5)));
        assertThat(node.neighbour(foe.host.id()).unwantedRemembered()).isEqualTo(5);
        town.seconds(4);
        assertThat(node.neighbour(foe.host.id()).unwantedRemembered()).isZero();
    }

    @Test
    void whoDoesNotReadIsQueuedForInBoundsAndThenDropped() {
        Stranger deaf = town.stranger();
        deaf.reading = false;
        deaf.dial(node.host()).subscribe(node.id(), Town.TOPIC);
        for (int i = 0; i < 400; i++) {
            town.await(node.gossip().publish(Town.TOPIC, Town.bytes(i + " ".repeat(16_000))));
        }
        Outbox outbox = Objects.requireNonNull(node.neighbour(deaf.host.id()).outbox);
        assertThat(outbox.queued()).isBetween(1024L * 1024, 2L * 1024 * 1024);
        assertThat(node.counts().dropped()).isGreaterThan(100);
        town.seconds(32);
        assertThat(node.neighbour(deaf.host.id()).outbox).isNotSameAs(outbox);
        friendsAreServed();
    }

    @Test
    void whoResetsEveryStreamIsLeftAloneInTheEnd() {
        Stranger rude = town.stranger();
        rude.resetAll = true;
        rude.dial(node.host());
        town.seconds(300);
        assertThat(rude.opened).isEqualTo(5);
        friendsAreServed();
    }

    @Test
    void peersAreBounded() {
        Town.Node small = town.node(TestLimits.with("peers", 3), new Listening());
        for (int i = 0; i < 5; i++) {
            town.stranger().dial(small.host());
        }
        town.seconds(2);
        assertThat(small.gossip().core().neighbours).hasSize(3);
        small.host()
                .disconnect(small.gossip().core().neighbours.keySet().iterator().next(), "for a test");
        town.seconds(1);
        town.stranger().dial(small.host());
        town.seconds(1);
        assertThat(small.gossip().core().neighbours).hasSize(3);
    }

    @Test
    void aNewStreamTakesThePlaceOfTheOld() {
        for (int i = 0; i < 50; i++) {
            foe.open(node.id());
            town.run(Duration.ofMillis(50));
        }
        foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "hello")));
        assertThat(node.ear().heard).containsExactly("hello");
        assertThat(node.host().connections().stream()
                        .filter(one -> one.peer().equals(foe.host.id()))
                        .findFirst()
                        .orElseThrow()
                        .streams())
                .isLessThanOrEqualTo(3);
    }

    @Test
    void comingBackDoesNotHelp() {
        for (int i = 0; i < 3; i++) {
            foe.send(node.id(), RpcWriter.message(Town.message(foe.key, "bad " + i)));
        }
        node.host().disconnect(foe.host.id(), "for a test");
        town.seconds(1);
        assertThat(node.gossip().core().neighbours).doesNotContainKey(foe.host.id());
        PeerReport remembered = town.await(node.gossip().peer(foe.host.id())).orElseThrow();
        assertThat(remembered.standing()).isEqualTo(Standing.GRAYLISTED);
        assertThat(remembered.complaint()).contains("invalid");
        assertThat(town.await(node.gossip().peer(node.id()))).isEmpty();
        foe.dial(node.host());
        town.seconds(1);
        assertThat(standing()).isEqualTo(Standing.GRAYLISTED);
    }

    @Test
    void garbageOfAllKindsDoesNoHarm() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        town.network.links(Link.of(Duration.ofMillis(1)));
        for (int i = 0; i < 300; i++) {
            Stranger one = town.stranger().dial(node.host());
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            one.sendRaw(node.id(), ByteBuffer.wrap(bytes));
            town.run(Duration.ofMillis(5));
            one.host.crash();
        }
        town.seconds(3);
        assertThat(node.counts().malformed()).as("seed " + seed).isGreaterThan(50);
        assertThat(node.gossip().core().neighbours).hasSize(2);
        friendsAreServed();
    }
}
