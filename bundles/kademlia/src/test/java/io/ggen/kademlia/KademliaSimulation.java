package io.ggen.kademlia;

import io.ggen.p2p.api.PeerAddresses;
import io.ggen.p2p.api.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network of 1,000 nodes under all kinds of weather, as a table. Not a test; {@code main [NODES [GETS [WEATHER…]]]}. What it
 * prints is in the README.
 */
final class KademliaSimulation {
    private static final int KEYS = 20;

    private final int count;
    private final int gets;
    private final long seed;

    KademliaSimulation(int count, int gets, long seed) {
        this.count = count;
        this.gets = gets;
        this.seed = seed;
    }

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
        int gets = args.length > 1 ? Integer.parseInt(args[1]) : 500;
        List<String> wanted = List.of(args).subList(Math.min(2, args.length), args.length);
        KademliaSimulation simulation = new KademliaSimulation(count, gets, 42);
        System.out.println(Trial.head());
        List<String> all =
                List.of("calm", "loss", "churn", "withhold20", "lie10", "lie20", "lie30", "lie40", "mined", "mined4");
        for (String weather : wanted.isEmpty() ? all : wanted) {
            long start = System.nanoTime();
            System.out.println(simulation.run(weather));
            System.err.printf(Locale.ROOT, "%s: %.0f s%n", weather, (System.nanoTime() - start) / 1e9);
        }
    }

    String run(String weather) {
        return switch (weather) {
            case "calm" -> calm().row(count + " nodes");
            case "loss" -> loss(0.05).row("5 % loss");
            case "churn" -> churn().row("half replaced within an hour");
            case "mined" -> mined(40).row("40 mined ids, 40 networks");
            case "mined4" -> mined(4).row("40 mined ids, 4 networks");
            default -> {
                int share = Integer.parseInt(weather.substring(weather.length() - 2));
                boolean lies = weather.startsWith("lie");
                yield hostile(share, lies).row(share + " % that " + (lies ? "lie" : "withhold"));
            }
        };
    }

    private Sim settled(Sim sim) {
        sim.settle(Duration.ofMinutes(5));
        return sim;
    }

    Trial calm() {
        Sim sim = new Sim(seed);
        sim.grow(count);
        return new Trial(settled(sim), Trial.keys(KEYS)).put().get(gets);
    }

    Trial loss(double share) {
        Sim sim = new Sim(seed);
        sim.network.links(Sim.WIDE_AREA.withLoss(share));
        sim.grow(count);
        return new Trial(settled(sim), Trial.keys(KEYS)).put().get(gets);
    }

    /** Every few seconds one node vanishes or crashes and another joins; looked up at the end. */
    Trial churn() {
        Sim sim = new Sim(seed);
        sim.grow(count);
        Trial trial = new Trial(settled(sim), Trial.keys(KEYS)).put();
        Duration pause = Duration.ofHours(1).dividedBy(count / 2);
        for (int i = 0; i < count / 2; i++) {
            Node victim = sim.nodes.remove(sim.random.nextInt(count - i));
            if (i % 2 == 0) {
                victim.host().crash();
            } else {
                victim.host().vanish();
            }
            sim.join(sim.node(KademliaSettings.serving()));
            // the new one goes to the end, so that only those there at the beginning die
            sim.settle(pause.minusMillis(50));
        }
        return trial.get(gets);
    }

    Trial hostile(int percent, boolean lies) {
        Sim sim = new Sim(seed);
        Gang gang = new Gang(sim, lies);
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % 100 * percent % 100 < percent) {
                Node bad = gang.add(sim.host());
                bad.kad().start(List.of(sim.any().address(), sim.any().address()));
                sim.settle(Duration.ofMillis(50));
            } else {
                sim.join(sim.node(KademliaSettings.serving()));
            }
        }
        return new Trial(settled(sim), Trial.keys(KEYS)).put().get(gets);
    }

    /** One key, with 40 ids nearer to it than anybody else's, in so many networks. */
    Trial mined(int networks) {
        Sim sim = new Sim(seed);
        sim.grow(count);
        settled(sim);
        byte[] key = Numbered.key("wanted");
        Gang gang = new Gang(sim, true);
        List<PeerAddresses> there = List.of(sim.any().address(), sim.any().address());
        List<PeerId> mined = mine(sim, Key.of(key), 40);
        for (int i = 0; i < mined.size(); i++) {
            String ip = "80." + (i % networks) + ".7." + (i + 1);
            gang.add(sim.host(mined.get(i), ip)).kad().start(there);
            sim.settle(Duration.ofMillis(200));
        }
        sim.settle(Duration.ofMinutes(5));
        List<byte[]> keys = new ArrayList<>();
        keys.add(key);
        return new Trial(sim, keys).put().get(gets);
    }

    /** Ids nearer to the key than 5 expected peers. */
    private List<PeerId> mine(Sim sim, Key key, int wanted) {
        List<PeerId> mined = new ArrayList<>();
        while (mined.size() < wanted) {
            PeerId id = sim.newId();
            if (key.xor(Key.of(id)).share() < 1.0 / count) {
                mined.add(id);
            }
        }
        return mined;
    }
}
