package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.jawort.TestPostgres.TestDatabase;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
  @Test
  void givesEachTestADatabaseOfItsOwn() throws Exception {
    TestDatabase first = TestPostgres.freshDatabase("first");
    TestDatabase second = TestPostgres.freshDatabase("second");
    assertThat(first.url()).startsWith("postgres://" + first.user() + ":").contains("/first_");
    try (var connection =
            DriverManager.getConnection(second.jdbcUrl(), second.user(), second.password());
        var statement = connection.createStatement();
        var result =
            statement.executeQuery("SELECT current_database(), current_setting('fsync')")) {
      result.next();
      assertThat(second.jdbcUrl()).endsWith("/" + result.getString(1));
      assertThat(result.getString(2)).isEqualTo("on");
    }
  }
}
