package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a name in a statement, and what is left alone. */
class NamedSqlTest {
  @Test
  void namesBecomeQuestionMarksInTheirOrder() {
    NamedSql named = NamedSql.of("SELECT :b, x FROM t WHERE a = :a AND c IN (:b,:long_name2)");

    assertThat(named.text()).isEqualTo("SELECT ?, x FROM t WHERE a = ? AND c IN (?,?)");
    assertThat(places(named)).containsExactly("b", "a", "b", "long_name2");
    assertThat(named.names()).containsExactly("b", "a", "long_name2");
  }

  @Test
  void castsBehindANameStay() {
    NamedSql named = NamedSql.of("SELECT x::text, :at::timestamptz, unnest(:ids::uuid[])");

    assertThat(named.text()).isEqualTo("SELECT x::text, ?::timestamptz, unnest(?::uuid[])");
    assertThat(named.names()).containsExactly("at", "ids");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a::text::int, b :: date",
        "SELECT ':no', 'it''s :no', ':no' 'no :no'",
        "SELECT E'\\':no', e'\\\\\\':no'",
        "SELECT \"a:no\", \"b\"\":no\"",
        "SELECT 1 -- :no\n, 2",
        "SELECT 1 -- :no",
        "SELECT 1 - -2 / 3",
        "SELECT /* :no /* :no */ :no */ 1",
        "SELECT $$ :no ' $$, $q$ :no $$ :no $q$",
        "SELECT (ids)[1:10], x[a : b], f(a := 1)",
        "SELECT 'a' -> 'b' ->> 'c' ?? 'd'",
        "SELECT 'never ended :no",
        "SELECT $$ never ended :no",
        "SELECT /* never ended :no",
        "SELECT a$b, $1"
      })
  void whatOnlyLooksLikeANameStays(String sql) {
    NamedSql named = NamedSql.of(sql);

    assertThat(named.text()).isEqualTo(sql);
    assertThat(named.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ':no', :yes",
        "SELECT 'it''s', :yes",
        "SELECT 'back\\', :yes",
        "SELECT the'\\', :yes",
        "SELECT E'\\'', :yes",
        "SELECT \"a\", :yes",
        "SELECT 1 -- it's\n, :yes",
        "SELECT /* it's /* */ ' */ :yes",
        "SELECT $$ ' $$, :yes",
        "SELECT $tag$ $$ ' $tag$, :yes",
        "SELECT a$$, :yes",
        "SELECT x[1:2], :yes"
      })
  void whatComesBehindIsSeenAgain(String sql) {
    assertThat(NamedSql.of(sql).names()).containsExactly("yes");
  }

  @Test
  void aTextIsTranslatedOnce() {
    String sql = "SELECT :once";

    assertThat(NamedSql.of(new StringBuilder(sql).toString())).isSameAs(NamedSql.of(sql));
  }

  @Test
  void aPlaceWithoutANameIsRefused() {
    assertThatThrownBy(() -> NamedSql.of("SELECT :a, ?"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a place without a name in: SELECT :a, ?");
  }

  private static List<String> places(NamedSql named) {
    return IntStream.range(0, named.places())
        .mapToObj(place -> named.names().get(named.at(place)))
        .toList();
  }
}
