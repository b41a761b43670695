package io.ggen.gossipsub;

import java.lang.reflect.RecordComponent;

/** The usual limits, but for one. */
final class TestLimits {
    private TestLimits() {}

    static GossipSettings with(String name, int value) {
        RecordComponent[] parts = GossipLimits.class.getRecordComponents();
        Class<?>[] types = new Class<?>[parts.length];
        Object[] values = new Object[parts.length];
        boolean found = false;
        try {
            for (int i = 0; i < parts.length; i++) {
                boolean isIt = parts[i].getName().equals(name);
                found |= isIt;
                types[i] = parts[i].getType();
                values[i] = isIt ? value : parts[i].getAccessor().invoke(GossipLimits.DEFAULT);
            }
            if (!found) {
                throw new IllegalArgumentException(name);
            }
            return GossipSettings.DEFAULT.withLimits(
                    GossipLimits.class.getDeclaredConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
