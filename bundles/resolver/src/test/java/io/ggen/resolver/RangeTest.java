package io.ggen.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ggen.api.Range;
import io.ggen.api.Version;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RangeTest {
    private static final String[] FORMS = {
        "^A", "~A", ">=A <B", ">A", "<=A", "A - B", "A || ^B", ">A <=B || C", "1.x", "*", "latest", "A", "<A || >=B"
    };

    @Test
    void whatARangeAllowsAmongManyIsWhatItAllowsOneByOne() {
        Random random = new Random(1);
        for (int round = 0; round < 3_000; round++) {
            List<Version> versions = new ArrayList<>();
            for (int i = random.nextInt(30); i > 0; i--) {
                versions.add(Version.parse(version(random)));
            }
            versions.sort(null);
            Range range = Range.parse(FORMS[random.nextInt(FORMS.length)]
                    .replace("A", version(random))
                    .replace("B", version(random))
                    .replace("C", version(random)));
            boolean prereleases = random.nextBoolean();
            BitSet expected = new BitSet();
            for (int i = 0; i < versions.size(); i++) {
                expected.set(i, range.allows(versions.get(i), prereleases));
            }

            assertThat(range.allowedAmong(versions, prereleases))
                    .as("%s of %s", range, versions)
                    .isEqualTo(expected);
        }
    }

    private static String version(Random random) {
        String numbers = random.nextInt(3) + "." + random.nextInt(3) + "." + random.nextInt(2);
        return random.nextInt(3) == 0 ? numbers + "-rc." + random.nextInt(3) : numbers;
    }
}
