package io.ggen.p2p.api.announce;

/**
 * What the network has of a release.
 *
 * @param peers how many peers were connected
 * @param holders how many of the peers nearest to the records confirmed that they hold them; the fewer of release and head
 * @param asked how many were asked: 20, or fewer in a small network
 * @param told to how many listeners the records were sent at once; they pass them on
 * @param reachable whether this host listens, so that others can get the bytes from it
 */
public record Receipt(int peers, int holders, int asked, int told, boolean reachable) {
    /** Nobody was there. */
    public static final Receipt NOBODY = new Receipt(0, 0, 0, 0, false);

    /** Whether at least one other host has heard of it. */
    public boolean isAnnounced() {
        return holders > 0 || told > 0;
    }

    /** Whether so many hold it that it lasts: 11 of 20, or more than half of those there are. */
    public boolean isDurable() {
        return holders > asked / 2;
    }
}
