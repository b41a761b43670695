package io.ggen.libp2p;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts inbound connections that are not secured yet, in all and by address. Safe for use by many threads. */
final class Gate {
    private final int most;
    private final int mostPerAddress;
    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private int all;

    Gate(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Lets one more in, unless there are too many; each that was let in has to {@link #leave}. */
    synchronized boolean enter(InetAddress from) {
        int same = byAddress.getOrDefault(from, 0);
        if (all >= most || same >= mostPerAddress) {
            return false;
        }
        all++;
        byAddress.put(from, same + 1);
        return true;
    }

    synchronized void leave(InetAddress from) {
        all--;
        byAddress.computeIfPresent(from, (key, count) -> count == 1 ? null : (Integer) (count - 1));
    }
}
