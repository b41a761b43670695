package io.ggen.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsNameTest {
    @ParameterizedTest
    @CsvSource({
        "roles,,roles.json",
        "io.ggen.extractor,,io.ggen.extractor.json",
        "registry~office,registry,registry-office.json",
        "registry~my-office.2,registry,registry-my-office.2.json",
        "a.factory.0f8fad5b-d9cb-469f-a165-70867728950e,a.factory,a.factory-.0f8fad5b-d9cb-469f-a165-70867728950e.json",
        "with-dash,,with%2Ddash.json",
        "with-dash~one,with-dash,with%2Ddash-one.json",
        "f~.hidden,f,f-%2Ehidden.json",
        ".hidden,,%2Ehidden.json",
        "../../etc/passwd,,%2E.%2F..%2Fetc%2Fpasswd.json",
        "a|b|1.0.0|file:/x,,a%7Cb%7C1.0.0%7Cfile%3A%2Fx.json",
        "größe,,gr%C3%B6%C3%9Fe.json"
    })
    void aPidHasOneFileAndTheFileNamesThePid(String pid, String factoryPid, String file) {
        assertThat(SettingsName.ofPid(pid)).isEqualTo(new SettingsName(pid, factoryPid, file));
        assertThat(SettingsName.ofFile(file)).contains(new SettingsName(pid, factoryPid, file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a~b.json",
                "a b.json",
                "%41.json",
                "a%2.json",
                "a%zz.json",
                "%FF.json",
                "a.cfg",
                "ä.json",
                ".json"
            })
    void aFileOfAnotherNameHoldsNoConfiguration(String file) {
        assertThat(SettingsName.ofFile(file)).isEmpty();
    }

    @Test
    void everyPidComesBackFromItsFileName() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "abzAZ09._-%~|/\\: ü\u0000";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder pid = new StringBuilder("p");
            for (int n = random.nextInt(8); n > 0; n--) {
                pid.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextInt(4) == 0) {
                pid.append('.').append(new UUID(random.nextLong(), random.nextLong()));
            }
            SettingsName name = SettingsName.ofPid(pid.toString());
            assertThat(SettingsName.ofFile(name.file()))
                    .as("seed %s, pid %s", seed, pid)
                    .contains(name);
            assertThat(name.file()).doesNotContain("/", "\\", "\u0000").doesNotStartWith(".");
        }
    }
}
