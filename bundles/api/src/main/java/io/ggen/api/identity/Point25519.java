package io.ggen.api.identity;

import org.jspecify.annotations.Nullable;

/**
 * A point of the curve edwards25519, changed in place: x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, section 5.1.4; Hisil, Wong,
 * Carter, Dawson, "Twisted Edwards Curves Revisited", section 3). The formulas hold for all points, those of small order too.
 */
final class Point25519 {
    private static final Field25519 ONE = Field25519.of(1);
    private static final Field25519 D =
            new Field25519().mul(Field25519.of(-121_665), new Field25519().invert(Field25519.of(121_666)));
    private static final Field25519 TWO_D = new Field25519().add(D, D);

    /** A root of -1: 2^((p - 1) / 4), where (p - 1) / 4 = 2 (2^252 - 3) + 1. */
    private static final Field25519 ROOT = rootOfMinusOne();

    private final Field25519 x = new Field25519();
    private final Field25519 y = Field25519.of(1);
    private final Field25519 z = Field25519.of(1);
    private final Field25519 t = new Field25519();
    private final Field25519 e = new Field25519();
    private final Field25519 f = new Field25519();
    private final Field25519 g = new Field25519();
    private final Field25519 h = new Field25519();

    /** A point made ready to be added: y + x, y - x, 2z, 2dt. */
    record Addend(Field25519 plus, Field25519 minus, Field25519 twoZ, Field25519 twoDt) {}

    private static Field25519 rootOfMinusOne() {
        Field25519 two = Field25519.of(2);
        Field25519 power = new Field25519().powerForRoot(two);
        return power.square(power).mul(power, two);
    }

    /** The point of these 32 bytes (RFC 8032, section 5.1.3), or null if there is none. Their y must be below p. */
    static @Nullable Point25519 of(byte[] bytes) {
        Point25519 point = new Point25519();
        point.y.set(Field25519.of(bytes));
        Field25519 ySquared = new Field25519().square(point.y);
        Field25519 u = new Field25519().subtract(ySquared, ONE);
        Field25519 v = new Field25519().mul(ySquared, D);
        v.add(v, ONE);
        Field25519 v3 = new Field25519().square(v);
        v3.mul(v3, v);
        Field25519 power = new Field25519().square(v3);
        power.mul(power, v).mul(power, u);
        point.x.powerForRoot(power).mul(point.x, v3).mul(point.x, u);
        Field25519 back = new Field25519().square(point.x);
        back.mul(back, v);
        if (!new Field25519().subtract(back, u).isZero()) {
            if (!new Field25519().add(back, u).isZero()) {
                return null;
            }
            point.x.mul(point.x, ROOT);
        }
        if (point.x.isOdd() != bytes[31] < 0) {
            if (point.x.isZero()) {
                return null;
            }
            point.x.negate();
        }
        point.t.mul(point.x, point.y);
        return point;
    }

    Point25519 negate() {
        x.negate();
        t.negate();
        return this;
    }

    /** This point times 1, 3, 5, … {@code 2 * count - 1}. Leaves this point changed. */
    Addend[] oddMultiples(int count) {
        Addend[] multiples = new Addend[count];
        multiples[0] = addend();
        Point25519 twice = new Point25519();
        twice.x.set(x);
        twice.y.set(y);
        twice.z.set(z);
        twice.twice(true);
        Addend step = twice.addend();
        for (int i = 1; i < count; i++) {
            add(step, false, true);
            multiples[i] = addend();
        }
        return multiples;
    }

    private Addend addend() {
        return new Addend(
                new Field25519().add(y, x),
                new Field25519().subtract(y, x),
                new Field25519().add(z, z),
                new Field25519().mul(t, TWO_D));
    }

    /** Doubles this point; without {@code needsT} the result is good for doubling and writing alone. */
    void twice(boolean needsT) {
        e.add(x, y).square(e);
        g.square(x);
        f.square(y);
        h.add(g, f);
        g.subtract(g, f);
        e.subtract(h, e);
        f.square(z);
        f.add(f, f).add(f, g);
        combine(needsT);
    }

    /** Adds {@code other}, or takes it away; {@code needsT} as with {@link #twice}. */
    void add(Addend other, boolean negative, boolean needsT) {
        e.subtract(y, x).mul(e, negative ? other.plus : other.minus);
        h.add(y, x).mul(h, negative ? other.minus : other.plus);
        f.mul(t, other.twoDt);
        g.mul(z, other.twoZ);
        t.subtract(h, e);
        h.add(h, e);
        e.set(t);
        t.set(f);
        if (negative) {
            f.add(g, t);
            g.subtract(g, t);
        } else {
            f.subtract(g, t);
            g.add(g, t);
        }
        combine(needsT);
    }

    private void combine(boolean needsT) {
        x.mul(e, f);
        y.mul(g, h);
        z.mul(f, g);
        if (needsT) {
            t.mul(e, h);
        }
    }

    /** The 32 bytes of this point: y, and whether x is odd in the highest bit. */
    byte[] toBytes() {
        Field25519 inverse = new Field25519().invert(z);
        byte[] bytes = new Field25519().mul(y, inverse).toBytes();
        if (inverse.mul(inverse, x).isOdd()) {
            bytes[31] |= (byte) 0x80;
        }
        return bytes;
    }
}
