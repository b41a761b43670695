package io.ggen.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Field25519Test {
    private static final long SEED = 25519;

    private final Random random = new Random(SEED);

    /** Numbers whose limbs are at their ends, and random ones. */
    private List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        BigInteger top = BigInteger.ONE.shiftLeft(255);
        for (int i = 0; i <= 40; i++) {
            numbers.add(BigInteger.valueOf(i));
            numbers.add(top.subtract(BigInteger.valueOf(i + 1)));
        }
        for (int limb = 1; limb < 5; limb++) {
            BigInteger edge = BigInteger.ONE.shiftLeft(51 * limb);
            numbers.add(edge);
            numbers.add(edge.subtract(BigInteger.ONE));
            numbers.add(top.subtract(edge));
            numbers.add(top.subtract(edge).subtract(BigInteger.ONE));
        }
        for (int i = 0; i < 60; i++) {
            numbers.add(new BigInteger(255, random));
            numbers.add(
                    new BigInteger(255, random).or(new BigInteger(255, random)).or(new BigInteger(255, random)));
        }
        return numbers;
    }

    private static Field25519 element(BigInteger number) {
        return Field25519.of(ReferenceCurve.bytes(number));
    }

    private static void assertIs(Field25519 element, BigInteger number) {
        assertThat(element.toBytes()).as("seed " + SEED).isEqualTo(ReferenceCurve.bytes(number.mod(ReferenceCurve.P)));
    }

    @Test
    void productsSumsAndDifferencesAreThoseOfPlainArithmetic() {
        List<BigInteger> numbers = numbers();
        for (BigInteger a : numbers) {
            Field25519 x = element(a);
            assertIs(x, a);
            assertIs(new Field25519().square(x), a.multiply(a));
            for (BigInteger b : numbers) {
                Field25519 y = element(b);
                assertIs(new Field25519().mul(x, y), a.multiply(b));
                assertIs(new Field25519().add(x, y), a.add(b));
                assertIs(new Field25519().subtract(x, y), a.subtract(b));
            }
        }
    }

    @Test
    void sumsOfFourCanBeMultiplied() {
        List<BigInteger> numbers = numbers();
        for (int i = 0; i < 4000; i++) {
            Field25519 x = new Field25519();
            Field25519 y = new Field25519();
            BigInteger a = BigInteger.ZERO;
            BigInteger b = BigInteger.ZERO;
            boolean allOneWay = random.nextBoolean();
            for (int term = 0; term < 4; term++) {
                BigInteger number = numbers.get(random.nextInt(numbers.size()));
                if (allOneWay || random.nextBoolean()) {
                    x.add(x, element(number));
                    y.subtract(y, element(number));
                    a = a.add(number);
                    b = b.subtract(number);
                } else {
                    x.subtract(x, element(number));
                    y.add(y, element(number));
                    a = a.subtract(number);
                    b = b.add(number);
                }
            }
            assertIs(new Field25519().mul(x, y), a.multiply(b));
            assertIs(new Field25519().square(x), a.multiply(a));
            assertIs(x.mul(x, x), a.multiply(a));
            assertIs(y.negate(), b.negate());
        }
    }

    @Test
    void powersAndInversesAreThoseOfPlainArithmetic() {
        BigInteger exponent = ReferenceCurve.P.subtract(BigInteger.valueOf(5)).shiftRight(3);
        for (BigInteger a : numbers()) {
            assertIs(new Field25519().powerForRoot(element(a)), a.modPow(exponent, ReferenceCurve.P));
            BigInteger inverse = a.modPow(ReferenceCurve.P.subtract(BigInteger.TWO), ReferenceCurve.P);
            assertIs(new Field25519().invert(element(a)), inverse);
            Field25519 inPlace = element(a);
            assertIs(inPlace.invert(inPlace), inverse);
        }
    }

    @Test
    void oddAndZeroAreThoseOfTheOneRepresentative() {
        assertThat(element(ReferenceCurve.P).isZero()).isTrue();
        assertThat(element(ReferenceCurve.P).isOdd()).isFalse();
        assertThat(element(ReferenceCurve.P.add(BigInteger.ONE)).isOdd()).isTrue();
        assertThat(Field25519.of(1).negate().isOdd()).isFalse();
        assertThat(Field25519.of(1).isZero()).isFalse();
        assertThat(Field25519.of(-1).isOdd()).isFalse();
    }
}
