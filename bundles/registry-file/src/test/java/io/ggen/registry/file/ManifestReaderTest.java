package io.ggen.registry.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                   | it has no 'name'
                    {'name':'a'}                                         | it has no 'version'
                    {'name':'a','name':'a','version':'1.0.0'}            | Duplicate field 'name'
                    {'name':'A','version':'1.0.0'}                       | 'A' is not a package name
                    {'name':'a','version':'1.0'}                         | '1.0' is not a version
                    {'name':'a','version':'1.0.0','kind':'app'}          | 'kind' should be files or bundle
                    {'name':'a','version':'1.0.0','tags':'x'}            | 'tags' should be a list of texts
                    {'name':'a','version':'1.0.0','title':[]}            | 'title' should be text
                    {'name':'a','version':'1.0.0','dependencies':7}      | 'dependencies' should be an object
                    {'name':'a','version':'1.0.0','dependencies':{'@x':'1'}} | '@x' is not a package name
                    {'name':'a','version':'1.0.0','dependencies':{'@!/b':'1'}} | '!' is not a publisher
                    {'name':'a','version':'1.0.0','dependencies':{'b':'1','@P/b':'1'}} | 'b' is there twice
                    []                                                   | a manifest should be an object
                    {'name':'a','version':'1.0.0'} x                     | Unrecognized token 'x'
                    """)
    void aBadManifestIsToldWithWhatIsWrong(String text, String why) {
        assertThatThrownBy(() -> ManifestReader.read(bytes(text)))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining(why);
    }

    @Test
    void anEmptyFileIsNoManifest() {
        assertThatThrownBy(() -> ManifestReader.read(bytes(""))).hasMessage("it is empty");
    }

    @Test
    void whatIsPrettyStaysAsItIs() throws Damaged {
        byte[] pretty = ManifestReader.pretty(bytes("{'name':'a','n':1.0E+2,'l':[],'o':{'u':'\\u00fc'}}"));

        assertThat(ManifestReader.pretty(pretty)).isEqualTo(pretty);
        assertThat(new String(pretty, StandardCharsets.UTF_8))
                .contains("1.0E+2")
                .contains("ü")
                .endsWith("}\n");
    }
}
