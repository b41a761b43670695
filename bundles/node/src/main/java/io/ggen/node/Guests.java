package io.ggen.node;

import io.ggen.p2p.api.Host;
import io.ggen.p2p.api.Registration;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Handlers and listeners, which move from one host to the next. */
final class Guests {
    private static final System.Logger LOG = System.getLogger(Guests.class.getName());

    private final List<Guest> all = new ArrayList<>();
    private @Nullable Host host;

    private static final class Guest {
        private final Function<Host, Registration> register;
        private @Nullable Registration registration;

        Guest(Function<Host, Registration> register) {
            this.register = register;
        }

        void enter(@Nullable Host host) {
            if (host != null) {
                try {
                    registration = register.apply(host);
                } catch (RuntimeException | LinkageError e) {
                    LOG.log(Level.WARNING, "A host took a handler or listener badly; others go on.", e);
                }
            }
        }

        void leave() {
            Registration before = registration;
            registration = null;
            if (before != null) {
                try {
                    before.close();
                } catch (RuntimeException | LinkageError e) {
                    LOG.log(Level.DEBUG, "A host that goes kept a handler or listener.", e);
                }
            }
        }
    }

    /** Takes in somebody, whom {@code register} registers with each host, until the registration is closed. */
    synchronized Registration add(Function<Host, Registration> register) {
        Guest guest = new Guest(register);
        all.add(guest);
        guest.enter(host);
        return () -> remove(guest);
    }

    private synchronized void remove(Guest guest) {
        if (all.remove(guest)) {
            guest.leave();
        }
    }

    /** All leave the host where they are and go to {@code next}, if there is one. */
    synchronized void moveTo(@Nullable Host next) {
        for (Guest guest : all) {
            guest.leave();
        }
        host = next;
        for (Guest guest : List.copyOf(all)) {
            guest.enter(next);
        }
    }
}
