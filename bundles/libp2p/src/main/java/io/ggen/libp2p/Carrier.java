package io.ggen.libp2p;

import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * What carries the bytes of libp2p over a TCP connection: nothing, or another protocol between. A <em>way</em> is what stands
 * behind the port in an address, such as {@code /ws}; the empty way is TCP itself. Safe for use by many threads.
 */
public interface Carrier {
    /** TCP itself. */
    String BARE = "";

    /** Nothing but TCP. */
    Carrier TCP = new Carrier() {
        @Override
        public boolean dials(String way) {
            return way.equals(BARE);
        }

        @Override
        public List<String> offers(String way) {
            return way.equals(BARE) ? List.of(BARE) : List.of();
        }

        @Override
        public void dial(ChannelHandlerContext next, Place place, Runnable ready) {
            ready.run();
        }

        @Override
        public void accept(ChannelHandlerContext next, String way, Consumer<String> ready) {
            ready.accept(BARE);
        }
    };

    /** Whether an address with this way can be dialled. */
    boolean dials(String way);

    /** The ways in which a socket can be reached that listens on an address with this way; empty if none can listen so. */
    List<String> offers(String way);

    /**
     * Prepares a dialled connection, which need not be connected yet: adds handlers before {@code next}, behind which libp2p
     * begins, and runs {@code ready} once bytes of libp2p can be sent. In the connection's event loop; how long it takes is
     * watched by {@code next}, and what fails is thrown down the pipeline.
     */
    void dial(ChannelHandlerContext next, Place place, Runnable ready);

    /** The same for a connection accepted by a socket that listens so; {@code ready} is told in which way it came. */
    void accept(ChannelHandlerContext next, String way, Consumer<String> ready);
}
