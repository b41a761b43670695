package io.ggen.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void caseAndAccentsAreFolded() {
        assertThat(Words.fold("CAFÉ")).isEqualTo("cafe");
        assertThat(Words.fold("Straße")).isEqualTo("strasse");
        assertThat(Words.fold("STRASSE")).isEqualTo("strasse");
        assertThat(Words.fold("STRAẞE")).isEqualTo("strasse");
        assertThat(Words.fold("Ærøskøbing Łódź ĲSSEL")).isEqualTo("aeroskobing lodz ijssel");
        assertThat(Words.fold("İstanbul ısı")).isEqualTo("istanbul isi");
        assertThat(Words.fold("ΛΌΓΟΣ")).isEqualTo(Words.fold("λόγος"));
        assertThat(Words.fold("cafe\u0301")).isEqualTo("cafe");
        assertThat(Words.fold("ﬁle １２")).isEqualTo("file 12");
    }

    @Test
    void namesFallApartAtEverySeparator() {
        assertThat(Words.written("io.ggen_next-js/crud2", 99)).containsExactly("io", "ggen", "next", "js", "crud2");
    }

    @Test
    void camelsAreOneWordAndTheirParts() {
        assertThat(Words.written("myHTTPServer", 99)).containsExactly("myhttpserver", "my", "http", "server");
        assertThat(Words.written("GraphQL", 99)).containsExactly("graphql", "graph", "ql");
        assertThat(Words.written("HTTP", 99)).containsExactly("http");
        assertThat(Words.typed("GraphQL Server", 99)).containsExactly("graphql", "server");
    }

    @Test
    void scriptsWithoutSpacesGiveOneWordForEachCharacter() {
        assertThat(Words.written("模板ab引擎", 99)).containsExactly("模", "板", "ab", "引", "擎");
    }

    @Test
    void pluralsAreStemmed() {
        assertThat(List.of("templates", "libraries", "class", "status", "js", "apis"))
                .extracting(Words::stem)
                .containsExactly("template", "library", "class", "status", "js", "api");
    }

    @Test
    void wordsAreBoundedInNumberAndLength() {
        assertThat(Words.written("a b ".repeat(1000), 7)).hasSize(7);
        assertThat(Words.written("x".repeat(10_000), 7)).containsExactly("x".repeat(64));
    }

    @Test
    void whatIsNoLetterGivesNoWord() {
        assertThat(Words.written("\ud800 \u0301 +-*/ \u0000 \udc00\ud800 🎉", 99))
                .isEmpty();
    }
}
