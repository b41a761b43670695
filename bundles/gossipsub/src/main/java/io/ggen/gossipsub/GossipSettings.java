package io.ggen.gossipsub;

import io.ggen.p2p.api.PeerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How a host takes part.
 *
 * @param mesh the numbers of the mesh
 * @param score the numbers of scoring
 * @param topics how conduct counts in topics by name
 * @param otherTopics how it counts in all others
 * @param limits what strangers can make this host keep
 * @param messageId what makes two messages the same one
 * @param unwantedFrom from how many bytes of data on peers are told that a message is here (IDONTWANT)
 * @param firstSeqno where this host's sequence numbers begin: nanoseconds since 1970 where receivers insist on rising
 *     numbers across restarts; 0: at random
 * @param exempt networks such as {@code 203.0.113.0/24} with any number of peers at one address; loopback and private ones
 *     are exempt anyway
 * @param application P5: what the application thinks of a peer; asked in the lane, must be quick
 */
public record GossipSettings(
        MeshSettings mesh,
        ScoreSettings score,
        Map<String, TopicScore> topics,
        TopicScore otherTopics,
        GossipLimits limits,
        MessageId messageId,
        int unwantedFrom,
        long firstSeqno,
        List<String> exempt,
        ToDoubleFunction<PeerId> application) {
    /** Where packages are announced. */
    public static final String PACKAGES = "/ggen/packages/v1";

    /** What ggen uses. */
    public static final GossipSettings DEFAULT = new GossipSettings(
            MeshSettings.DEFAULT,
            ScoreSettings.DEFAULT,
            Map.of(PACKAGES, TopicScore.ANNOUNCEMENTS),
            TopicScore.ANNOUNCEMENTS,
            GossipLimits.DEFAULT,
            MessageId.DATA,
            512,
            0,
            List.of(),
            peer -> 0);

    /** Copies map and list; throws {@link IllegalArgumentException} if a network is none. */
    public GossipSettings {
        topics = Map.copyOf(topics);
        exempt = List.copyOf(exempt);
        Networks.check(exempt);
    }

    /** How conduct in {@code topic} counts. */
    public TopicScore scoreOf(String topic) {
        return topics.getOrDefault(topic, otherTopics);
    }

    /** These with other numbers of the mesh. */
    public GossipSettings withMesh(MeshSettings other) {
        return new GossipSettings(
                other, score, topics, otherTopics, limits, messageId, unwantedFrom, firstSeqno, exempt, application);
    }

    /** These with other numbers of scoring. */
    public GossipSettings withScore(ScoreSettings other) {
        return new GossipSettings(
                mesh, other, topics, otherTopics, limits, messageId, unwantedFrom, firstSeqno, exempt, application);
    }

    /** These with conduct in {@code topic} counted like this. */
    public GossipSettings withTopic(String topic, TopicScore conduct) {
        Map<String, TopicScore> more = new HashMap<>(topics);
        more.put(topic, conduct);
        return new GossipSettings(
                mesh, score, more, otherTopics, limits, messageId, unwantedFrom, firstSeqno, exempt, application);
    }

    /** These with other limits. */
    public GossipSettings withLimits(GossipLimits other) {
        return new GossipSettings(
                mesh, score, topics, otherTopics, other, messageId, unwantedFrom, firstSeqno, exempt, application);
    }

    /** These with another notion of what the same message is. */
    public GossipSettings withMessageId(MessageId other) {
        return new GossipSettings(
                mesh, score, topics, otherTopics, limits, other, unwantedFrom, firstSeqno, exempt, application);
    }

    /** These with sequence numbers from {@code first} on. */
    public GossipSettings withFirstSeqno(long first) {
        return new GossipSettings(
                mesh, score, topics, otherTopics, limits, messageId, unwantedFrom, first, exempt, application);
    }

    /** These with these networks exempt; throws {@link IllegalArgumentException} if one is none. */
    public GossipSettings withExempt(List<String> networks) {
        return new GossipSettings(
                mesh, score, topics, otherTopics, limits, messageId, unwantedFrom, firstSeqno, networks, application);
    }

    /** These with the application's opinion of peers (P5). */
    public GossipSettings withApplication(ToDoubleFunction<PeerId> opinion) {
        return new GossipSettings(
                mesh, score, topics, otherTopics, limits, messageId, unwantedFrom, firstSeqno, exempt, opinion);
    }
}
