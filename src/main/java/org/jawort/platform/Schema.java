package org.jawort.platform;

import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.ValidateResult;
import org.flywaydb.core.api.pattern.ValidatePattern;

/**
 * The schema of one database, in the versions of {@code db/migration}.
 *
 * @param shown the database, as a line for the operator names it
 */
record Schema(String jdbcUrl, String user, String password, String shown) {
  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(jdbcUrl, user, password)
        .schemas("jawort")
        .createSchemas(true)
        .locations("classpath:db/migration")
        // By default Flyway lets an older program work on what a newer one brought up.
        .ignoreMigrationPatterns(new ValidatePattern[0])
        .load();
  }

  /**
   * Brings it up to date.
   *
   * @throws SettingException where another version of Jawort made it
   */
  void bringUp() {
    try {
      flyway().migrate();
    } catch (FlywayValidateException e) {
      throw madeByAnother();
    }
  }

  /**
   * The versions that this program brings and the database has not yet; changes nothing.
   *
   * @throws SettingException where another version of Jawort made it
   */
  List<String> pending() {
    try {
      Flyway flyway = flyway();
      if (isForeign(flyway.validateWithResult())) {
        throw madeByAnother();
      }
      return Arrays.stream(flyway.info().pending())
          .map(migration -> migration.getVersion() + " " + migration.getDescription())
          .toList();
    } catch (FlywayException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
      throw new SettingException("The database", shown + " reports: " + said);
    }
  }

  /** What is merely not applied yet is no fault. */
  private static boolean isForeign(ValidateResult result) {
    return result.invalidMigrations.stream()
        .anyMatch(wrong -> !wrong.errorDetails.errorCode.toString().endsWith("NOT_APPLIED"));
  }

  private SettingException madeByAnother() {
    return new SettingException(
        "The database",
        shown
            + " was made by another version of Jawort; start that version, a newer one, or take"
            + " another database");
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return shown;
  }
}
