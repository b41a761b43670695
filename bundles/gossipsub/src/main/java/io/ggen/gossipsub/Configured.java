package io.ggen.gossipsub;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import java.util.List;

/** Makes settings of what is configured. */
final class Configured {
    private Configured() {}

    /** Throws {@link ProblemException} on the first thing that is wrong. */
    static GossipSettings of(GossipConfiguration given) {
        return GossipSettings.DEFAULT.withLimits(limits(given)).withExempt(exempt(given.exempt()));
    }

    private static GossipLimits limits(GossipConfiguration given) {
        try {
            return new GossipLimits(
                    positive(given.peers(), "peers"),
                    positive(given.topicsPerPeer(), "topicsPerPeer"),
                    positive(given.topicLength(), "topicLength"),
                    positive(given.rpc(), "rpc"),
                    positive(given.entries(), "entries"),
                    positive(given.data(), "data"),
                    positive(given.rpcsPerSecond(), "rpcsPerSecond"),
                    positive(given.bytesPerSecond(), "bytesPerSecond"),
                    positive(given.checksPerSecond(), "checksPerSecond"),
                    positive(given.validating(), "validating"),
                    positive(given.validatingPerPeer(), "validatingPerPeer"),
                    positive(given.seen(), "seen"),
                    positive(given.cached(), "cached"),
                    positive(given.cachedBytes(), "cachedBytes"),
                    positive(given.ihaves(), "ihaves"),
                    positive(given.ihaveIds(), "ihaveIds"),
                    positive(given.wanted(), "wanted"),
                    positive(given.promises(), "promises"),
                    positive(given.retransmissions(), "retransmissions"),
                    positive(given.servedBytes(), "servedBytes"),
                    positive(given.unwanted(), "unwanted"),
                    positive(given.repeats(), "repeats"),
                    positive(given.queuedBytes(), "queuedBytes"),
                    positive(given.backoffs(), "backoffs"),
                    positive(given.retained(), "retained"));
        } catch (IllegalArgumentException e) {
            throw wrong("rpc", "it has no room for one message, or 'queuedBytes' has none for one of it");
        }
    }

    private static List<String> exempt(String... networks) {
        for (String one : networks) {
            try {
                Networks.check(List.of(one));
            } catch (IllegalArgumentException e) {
                throw wrong("exempt", "'" + Texts.shown(one) + "' is not a network such as 203.0.113.0/24");
            }
        }
        return List.of(networks);
    }

    private static int positive(int value, String setting) {
        if (value < 1) {
            throw wrong(setting, "it is " + value + ", and has to be at least 1");
        }
        return value;
    }

    private static ProblemException wrong(String setting, String why) {
        return Problem.of(
                        "the setting '" + setting + "' in etc/" + GossipComponent.PID + ".json is wrong: " + why + ".")
                .asException();
    }
}
