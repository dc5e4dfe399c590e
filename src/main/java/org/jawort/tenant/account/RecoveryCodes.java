package org.jawort.tenant.account;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.tenant.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the codes for when the device is gone: ten of them, each opens once. */
@Component
public final class RecoveryCodes {
  private static final int COUNT = 10;

  /** Ten bytes are sixteen letters: nobody guesses one. */
  private static final int BYTES = 10;

  private static final int GROUP = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final JdbcClient jdbc;
  private final AccountKeys keys;

  RecoveryCodes(Database database, JdbcClient jdbc, AccountKeys keys) {
    this.database = database;
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /** New ones in place of all former; they are shown this once. */
  public List<String> renew(AccountId account) {
    List<String> codes = IntStream.range(0, COUNT).mapToObj(i -> fresh()).toList();
    database.write(
        Set.of(),
        connection -> {
          jdbc.sql("DELETE FROM account_recovery_code WHERE account_id = :account")
              .param("account", account.value())
              .update();
          return Rows.batch(
                  connection,
                  """
                  INSERT INTO account_recovery_code (account_id, code_hash)
                  SELECT :account, unnest(:hashes::bytea[])
                  """,
                  codes)
              .uuid("account", account.value())
              .byteas("hashes", code -> keys.hash(account, bare(code)))
              .update();
        });
    return codes;
  }

  private static String fresh() {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    return Base32.encode(random)
        .toLowerCase(Locale.ROOT)
        .replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
  }

  private static String bare(String code) {
    return code.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }

  /** How many are left. */
  public int left(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT count(*) FROM account_recovery_code WHERE account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .single());
  }

  /** Uses one up; false where there is none such, or not any more. */
  public boolean use(AccountId account, String code) {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                        """
                        DELETE FROM account_recovery_code
                        WHERE account_id = :account AND code_hash = :hash
                        """)
                    .param("account", account.value())
                    .param("hash", keys.hash(account, bare(code)))
                    .update()
                == 1);
  }

  /** Forgets all. */
  public void forget(AccountId account) {
    database.write(
        Set.of(),
        connection ->
            jdbc.sql("DELETE FROM account_recovery_code WHERE account_id = :account")
                .param("account", account.value())
                .update());
  }
}
