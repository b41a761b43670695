package io.ggen.kademlia;

import io.ggen.api.Problem;
import io.ggen.api.ProblemException;
import io.ggen.api.Texts;
import io.ggen.p2p.api.ProtocolId;
import java.time.Duration;
import java.util.List;

/** Makes settings of what is configured. */
final class Configured {
    /** A message has to have room for a record. */
    private static final int MOST_VALUE = 64 << 10;

    private static final int MOST_PATHS = 8;

    private Configured() {}

    /** Throws {@link ProblemException} on the first thing that is wrong. */
    static KademliaSettings of(KademliaConfiguration given, boolean serves) {
        atLeast(given.paths(), 1, "paths");
        atMost(given.paths(), MOST_PATHS, "paths");
        atMost(given.recordBytes(), MOST_VALUE, "recordBytes");
        atLeast(given.expiryHours(), 1, "expiryHours");
        atLeast(given.republishHours(), 1, "republishHours");
        atLeast(given.refreshMinutes(), 1, "refreshMinutes");
        atLeast(given.queries(), KademliaSettings.HOLDERS, "queries");
        atLeast(given.dialled(), KademliaSettings.HOLDERS, "dialled");
        KademliaLimits limits = new KademliaLimits(
                atLeast(given.valueBytes(), 1, "valueBytes"),
                atLeast(given.valueBytesPerPeer(), 1, "valueBytesPerPeer"),
                (int) atLeast(given.recordBytes(), 1, "recordBytes"),
                (int) atLeast(given.providersPerKey(), 1, "providersPerKey"),
                (int) atLeast(given.providers(), 1, "providers"),
                (int) atLeast(given.providersPerPeer(), 1, "providersPerPeer"),
                (int) atLeast(given.lookups(), 1, "lookups"),
                given.queries(),
                (int) atLeast(given.kept(), 1, "kept"),
                (int) atLeast(given.requestsPerSecond(), 1, "requestsPerSecond"),
                given.dialled());
        return new KademliaSettings(
                protocol(given.protocol()),
                serves,
                given.paths(),
                Duration.ofHours(given.expiryHours()),
                Duration.ofHours(given.republishHours()),
                Duration.ofMinutes(given.refreshMinutes()),
                exempt(given.exempt()),
                limits);
    }

    private static ProtocolId protocol(String text) {
        try {
            return new ProtocolId(text);
        } catch (IllegalArgumentException | ProblemException e) {
            throw wrong("protocol", "'" + Texts.shown(text) + "' is not a protocol such as " + KademliaSettings.GGEN);
        }
    }

    private static List<String> exempt(String... networks) {
        for (String one : networks) {
            try {
                new Networks(List.of(one));
            } catch (IllegalArgumentException e) {
                throw wrong("exempt", "'" + Texts.shown(one) + "' is not a network such as 203.0.113.0/24");
            }
        }
        return List.of(networks);
    }

    private static long atLeast(long value, long least, String setting) {
        if (value < least) {
            throw wrong(setting, "it is " + value + ", and has to be at least " + least);
        }
        return value;
    }

    private static void atMost(long value, long most, String setting) {
        if (value > most) {
            throw wrong(setting, "it is " + value + ", and can be at most " + most);
        }
    }

    private static ProblemException wrong(String setting, String why) {
        return Problem.of("the setting '" + setting + "' in etc/" + KademliaComponent.PID + ".json is wrong: " + why
                        + ".")
                .asException();
    }
}
