package org.jawort.tenant.account;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jawort.platform.Database;
import org.jawort.tenant.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the codes that a person's device shows. */
@Component
public final class DeviceCodes {
  private final Database database;
  private final JdbcClient jdbc;
  private final AccountKeys keys;
  private final InstantSource clock;

  DeviceCodes(Database database, JdbcClient jdbc, AccountKeys keys, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.keys = keys;
    this.clock = clock;
  }

  private record Row(byte[] secret, boolean on, long step) {}

  private Optional<Row> row(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    SELECT code_secret, codes_since IS NOT NULL AS on, code_step FROM account
                    WHERE id = :account AND code_secret IS NOT NULL
                    """)
                .param("account", account.value())
                .query(
                    (row, number) ->
                        new Row(
                            keys.opened(account, row.getBytes("code_secret")).orElse(new byte[1]),
                            row.getBoolean("on"),
                            row.getLong("code_step")))
                .optional());
  }

  /** Tells whether codes are asked for at the sign-in. */
  public boolean areOn(AccountId account) {
    return row(account).filter(Row::on).isPresent();
  }

  /** The secret that the device must learn, in base 32, until it has shown that it did. */
  public Optional<String> pending(AccountId account) {
    return row(account).filter(row -> !row.on()).map(row -> Base32.encode(row.secret()));
  }

  /** Begins with a new secret, unless codes are on already. */
  public void begin(AccountId account) {
    database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    UPDATE account SET code_secret = :secret, code_step = 0
                    WHERE id = :account AND codes_since IS NULL
                    """)
                .param("secret", keys.sealed(account, Totp.secret()))
                .param("account", account.value())
                .update());
  }

  /** Switches codes on where the device shows the right one; false where it does not. */
  public boolean confirm(AccountId account, String code) {
    return row(account).filter(row -> !row.on()).map(row -> take(account, row, code)).orElse(false);
  }

  /** Takes a code; false where it is wrong, or was taken before. */
  public boolean take(AccountId account, String code) {
    return row(account).filter(Row::on).map(row -> take(account, row, code)).orElse(false);
  }

  private boolean take(AccountId account, Row row, String code) {
    String bare = code.replaceAll("\\s", "");
    OptionalLong step = Totp.step(row.secret(), bare, clock.instant(), row.step());
    return step.isPresent() && mark(account, step.getAsLong());
  }

  /** In one statement, so that of two who show the same code at once one is refused. */
  private boolean mark(AccountId account, long step) {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                        """
                        UPDATE account
                        SET code_step = :step, codes_since = coalesce(codes_since, :now)
                        WHERE id = :account AND code_secret IS NOT NULL AND code_step < :step
                        """)
                    .param("step", step)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("account", account.value())
                    .update()
                == 1);
  }

  /** Forgets the secret; no code is asked for any more. */
  public void off(AccountId account) {
    database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    UPDATE account SET code_secret = NULL, codes_since = NULL, code_step = 0
                    WHERE id = :account
                    """)
                .param("account", account.value())
                .update());
  }
}
