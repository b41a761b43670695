package io.ggen.kademlia;

import io.ggen.p2p.api.PeerId;
import io.ggen.p2p.api.Registration;
import io.ggen.p2p.api.routing.ValueValidator;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The rules of all namespaces; the one added last counts. Safe for use by many threads. */
final class Validators {
    private static final System.Logger LOG = System.getLogger(Validators.class.getName());

    private final List<ValueValidator> all = new CopyOnWriteArrayList<>();

    Registration add(ValueValidator validator) {
        all.add(validator);
        return () -> all.remove(validator);
    }

    private @Nullable ValueValidator of(byte[] key) {
        int end = -1;
        for (int i = 1; i < key.length && end < 0; i++) {
            end = key[i] == '/' ? i : -1;
        }
        if (key.length == 0 || key[0] != '/' || end < 2) {
            return null;
        }
        String namespace = new String(key, 1, end - 1, StandardCharsets.UTF_8);
        ValueValidator found = null;
        for (ValueValidator one : all) {
            found = one.namespace().equals(namespace) ? one : found;
        }
        return found;
    }

    /** Whether {@code value} may stand under {@code key}; no if there are no rules for it. */
    boolean isValid(byte[] key, byte[] value) {
        ValueValidator validator = of(key);
        try {
            return validator != null && validator.isValid(key.clone(), value.clone());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A validator failed; the value counts as not valid.", e);
            return false;
        }
    }

    /** Tells whose rules {@code value} obeys that {@code from} has put it here. */
    void received(byte[] key, byte[] value, PeerId from) {
        ValueValidator validator = of(key);
        try {
            if (validator != null) {
                validator.received(key.clone(), value.clone(), from);
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Who hears of values failed; the value is held all the same.", e);
        }
    }

    /** Whether {@code value} is better than {@code present}; both are valid. */
    boolean isBetter(byte[] key, byte[] value, byte[] present) {
        ValueValidator validator = of(key);
        try {
            return validator != null && validator.select(key.clone(), List.of(present.clone(), value.clone())) == 1;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A selector failed; the present value stays.", e);
            return false;
        }
    }
}
