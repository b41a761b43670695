package io.ggen.lockfile;

import io.ggen.api.Dependency;
import io.ggen.api.Digest;
import io.ggen.api.PackageName;
import io.ggen.api.PublisherId;
import io.ggen.api.Range;
import io.ggen.api.Version;
import io.ggen.api.lockfile.Lock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes locks that do not contradict themselves. */
final class RandomLocks {
    private static final List<String> RANGES = List.of("latest", "^1.0.0", "*", "1.x || >=2.0.0-rc.1 <3.0.0", "~0.1");

    private final Random random;

    RandomLocks(long seed) {
        random = new Random(seed);
    }

    Lock next(int size) {
        SortedMap<PackageName, Version> versions = new TreeMap<>();
        for (int i = 0; i < size; i++) {
            versions.put(name(), version());
        }
        List<Map.Entry<PackageName, Version>> chosen = new ArrayList<>(versions.entrySet());
        SortedMap<PackageName, Dependency> requests = new TreeMap<>();
        SortedMap<PackageName, Lock.Entry> packages = new TreeMap<>();
        for (Map.Entry<PackageName, Version> one : chosen) {
            PackageName name = one.getKey();
            PublisherId publisher = random.nextInt(4) > 0
                    ? PublisherId.LOCAL
                    : new PublisherId("12D3Koo" + Integer.toHexString(name.hashCode()));
            SortedMap<PackageName, Version> dependencies = new TreeMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                Map.Entry<PackageName, Version> other = chosen.get(random.nextInt(chosen.size()));
                dependencies.put(other.getKey(), other.getValue());
            }
            packages.put(name, new Lock.Entry(name, one.getValue(), publisher, digest(), dependencies));
            if (random.nextInt(3) == 0) {
                PublisherId asked = random.nextBoolean() ? publisher : null;
                requests.put(name, new Dependency(name, asked, Range.parse(RANGES.get(random.nextInt(RANGES.size())))));
            }
        }
        return new Lock(requests, packages);
    }

    private PackageName name() {
        String letters = "ab0-_.";
        StringBuilder name = new StringBuilder(random.nextInt(4) == 0 ? "scope/" : "");
        name.append((char) ('a' + random.nextInt(26)));
        for (int i = random.nextInt(6); i > 0; i--) {
            name.append(letters.charAt(random.nextInt(letters.length())));
        }
        return new PackageName(name.append('z').toString());
    }

    private Version version() {
        String[] tails = {"", "", "", "-rc.1", "-alpha-2.x", "+build.5", "-0+0"};
        return Version.parse(random.nextInt(3) + "." + random.nextInt(20) + "." + random.nextLong(Version.LARGEST)
                + tails[random.nextInt(tails.length)]);
    }

    private Digest digest() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        Digest sha256 = Digest.sha256(bytes);
        return random.nextInt(10) > 0 ? sha256 : Digest.parse(sha256.hex().substring(32));
    }
}
