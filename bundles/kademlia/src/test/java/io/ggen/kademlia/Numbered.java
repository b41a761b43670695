package io.ggen.kademlia;

import io.ggen.p2p.api.routing.ValueValidator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values {@code NUMBER good}; the highest number is the best. Stands for signed heads: nobody can forge a good one. */
final class Numbered implements ValueValidator {
    static byte[] key(String name) {
        return ("/n/" + name).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] value(int number) {
        return (number + " good").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] forged(int number) {
        return (number + " bad").getBytes(StandardCharsets.UTF_8);
    }

    static int number(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    @Override
    public String namespace() {
        return "n";
    }

    @Override
    public boolean isValid(byte[] key, byte[] value) {
        return new String(value, StandardCharsets.UTF_8).endsWith(" good");
    }

    @Override
    public int select(byte[] key, List<byte[]> values) {
        int best = 0;
        for (int i = 1; i < values.size(); i++) {
            best = number(values.get(i)) > number(values.get(best)) ? i : best;
        }
        return best;
    }
}
