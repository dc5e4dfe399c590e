package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S1-20 what is said of a database before anybody connects to it")
class DatabaseAddressTest {
  @ParameterizedTest
  @ValueSource(ints = {9, 13, 14})
  @DisplayName("A PostgreSQL before 15 is refused")
  void tooOld(int major) {
    assertThatThrownBy(() -> DatabaseStart.checkVersion(major, "db.example/jawort"))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "JAWORT_DATABASE_URL names a PostgreSQL %d (db.example/jawort); expected version 15 or"
                    .formatted(major)
                + " newer");
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 18, 30})
  @DisplayName("From 15 on, any is taken")
  void newEnough(int major) {
    DatabaseStart.checkVersion(major, "db.example/jawort");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/jawort",
        "mysql://ada:hunter2@localhost/jawort",
        "postgres://localhost/jawort",
        "postgres://ada:hunter2@localhost",
        "postgres://ada:hunter2@localhost/",
        "postgres://ada:hunter 2@localhost/jawort"
      })
  @DisplayName("An address of another shape is refused without repeating it")
  void wrongShape(String url) {
    assertThatThrownBy(() -> DatabaseStart.given(url))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            "JAWORT_DATABASE_URL is not a database address; expected"
                + " postgres://user:password@host:5432/database");
  }
}
