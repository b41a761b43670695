package io.ggen.installer.plan;

import io.ggen.api.Dependency;
import io.ggen.api.PackageName;
import io.ggen.api.Problem;
import io.ggen.api.PublisherId;
import io.ggen.api.lockfile.Lock;
import io.ggen.api.trust.Pin;
import io.ggen.installer.vouch.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose package a name means by what the user has said and done: as it is asked for, else as it is locked, else as it is
 * pinned. Refuses to be made where these contradict what is asked for: no name moves from one publisher to another by itself.
 */
final class Ownership {
    private final Standing standing;
    private final Lock locked;
    private final Map<PackageName, PublisherId> asked = new HashMap<>();

    Ownership(Standing standing, Lock locked, Iterable<Dependency> requests, String state) {
        this.standing = standing;
        this.locked = locked;
        for (Dependency request : requests) {
            if (request.publisher() != null) {
                asked.put(request.name(), request.publisher());
                refuseMove(request, request.publisher(), state);
            }
        }
    }

    private void refuseMove(Dependency request, PublisherId publisher, String state) {
        PackageName name = request.name();
        Lock.Entry entry = locked.packages().get(name);
        if (entry != null && !entry.publisher().equals(publisher)) {
            throw Problem.of(
                            "'@" + publisher + "/" + name + "' asks for the package of " + Standing.shown(publisher)
                                    + ", but the lock holds " + entry.id() + " of " + Standing.shown(entry.publisher())
                                    + ", and a name has one publisher at a time; " + state + ".",
                            "ggen uninstall " + name)
                    .asException();
        }
        Pin pin = entry == null ? standing.pin(name) : null;
        if (pin != null && !pin.publisher().equals(publisher)) {
            throw Problem.of(
                            "'@" + publisher + "/" + name + "' asks for the package of " + Standing.shown(publisher)
                                    + ", but " + name + " is pinned to " + Standing.shown(pin.publisher())
                                    + ", and a pin never moves by itself; " + state + ".",
                            "ggen trust remove " + name)
                    .asException();
        }
    }

    /** Whose package {@code name} means, or null if that is to be decided by who has one. */
    @Nullable
    PublisherId fixed(PackageName name) {
        PublisherId publisher = asked.get(name);
        if (publisher != null) {
            return publisher;
        }
        Lock.Entry entry = locked.packages().get(name);
        if (entry != null) {
            return entry.publisher();
        }
        Pin pin = standing.pin(name);
        return pin == null ? null : pin.publisher();
    }

    /** Why {@link #fixed} says so, as half a sentence. */
    String because(PackageName name) {
        return asked.containsKey(name)
                ? "as you asked"
                : locked.packages().containsKey(name) ? "as the lock says" : "as it is pinned";
    }

    /** What would let another publisher's package in. */
    List<String> ways(PackageName name) {
        return asked.containsKey(name)
                ? List.of()
                : List.of((locked.packages().containsKey(name) ? "ggen uninstall " : "ggen trust remove ") + name);
    }

    /** What the lock holds under {@code name}, or null. */
    Lock.@Nullable Entry locked(PackageName name) {
        return locked.packages().get(name);
    }
}
