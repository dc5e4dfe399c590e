package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("A further language changes no table")
class LanguageColumnsTest {
  private final TestServer server = TestServer.shared();
  private final JdbcClient jdbc = server.bean(JdbcClient.class);

  @Test
  @DisplayName("Each column with a language asks for the shape of its tag and for nothing else")
  void columns() {
    String sql =
        """
        SELECT a.attrelid::regclass || '.' || a.attname || ': '
            || coalesce(string_agg(pg_get_constraintdef(c.oid), ' '), 'unchecked')
        FROM pg_attribute a
        JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r'
            AND t.relnamespace = 'jawort'::regnamespace
        LEFT JOIN pg_constraint c ON c.conrelid = a.attrelid AND c.contype = 'c'
            AND a.attnum = ANY (c.conkey)
        WHERE a.attname LIKE '%language'
        GROUP BY a.attrelid, a.attname
        """;
    var columns =
        server
            .bean(Database.class)
            .read(Set.of(), connection -> jdbc.sql(sql).query(String.class).list());
    assertThat(columns)
        .contains("wording.language: CHECK (is_language(language))")
        .allMatch(column -> column.matches(".*\\.(\\w+): CHECK \\(is_language\\(\\1\\)\\)"));
  }

  @ParameterizedTest
  @CsvSource({
    "de, true", "en, true", "fr, true", "gsw, true", "pt-BR, true", "zh-Hant-TW, true",
    "'', false", "d, false", "DE, false", "Deutsch, false", "de_AT, false", "de-, false",
    "'de,en', false", "'de\n', false"
  })
  @DisplayName("The shape of a tag")
  void shape(String tag, boolean expected) {
    boolean language =
        server
            .bean(Database.class)
            .read(
                Set.of(),
                connection ->
                    jdbc.sql("SELECT is_language(:tag)")
                        .param("tag", tag)
                        .query(Boolean.class)
                        .single());
    assertThat(language).as("\"%s\" is the tag of a language", tag).isEqualTo(expected);
  }
}
