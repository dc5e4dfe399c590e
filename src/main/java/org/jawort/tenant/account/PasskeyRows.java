package org.jawort.tenant.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.tenant.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of account_passkey. */
@Component
class PasskeyRows {
  private final Database database;
  private final JdbcClient jdbc;

  PasskeyRows(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  List<Passkey> all(AccountId account) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT * FROM account_passkey WHERE account_id = :account ORDER BY made_at")
                .param("account", account.value())
                .query(PasskeyRows::passkey)
                .list());
  }

  Optional<Passkey> find(byte[] credentialId) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql("SELECT * FROM account_passkey WHERE credential_id = :credentialId")
                .param("credentialId", credentialId)
                .query(PasskeyRows::passkey)
                .optional());
  }

  private static Passkey passkey(ResultSet row, int number) throws SQLException {
    return new Passkey(
        new AccountId(row.getObject("account_id", UUID.class)),
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getBytes("credential_id"),
        row.getBytes("attested"),
        row.getLong("sign_count"),
        row.getTimestamp("made_at").toInstant(),
        Rows.instant(row, "last_used_at"));
  }

  /** Returns false where somebody has that key already. */
  boolean insert(Passkey passkey) {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                        """
                        INSERT INTO account_passkey (credential_id, account_id, id, name, attested,
                                                     sign_count, made_at)
                        VALUES (:credentialId, :account, :id, :name, :attested, :signCount, :madeAt)
                        ON CONFLICT DO NOTHING
                        """)
                    .param("credentialId", passkey.credentialId())
                    .param("account", passkey.account().value())
                    .param("id", passkey.id())
                    .param("name", passkey.name())
                    .param("attested", passkey.attested())
                    .param("signCount", passkey.signCount())
                    .param("madeAt", passkey.madeAt().atOffset(ZoneOffset.UTC))
                    .update()
                == 1);
  }

  /** Notes a use; false where another one came first with the same count, which a copy would. */
  boolean use(Passkey passkey, long signCount, Instant at) {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                        """
                        UPDATE account_passkey SET sign_count = :signCount, last_used_at = :at
                        WHERE credential_id = :credentialId AND sign_count = :before
                        """)
                    .param("signCount", signCount)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("credentialId", passkey.credentialId())
                    .param("before", passkey.signCount())
                    .update()
                == 1);
  }

  boolean delete(AccountId account, UUID id) {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql("DELETE FROM account_passkey WHERE account_id = :account AND id = :id")
                    .param("account", account.value())
                    .param("id", id)
                    .update()
                == 1);
  }
}
