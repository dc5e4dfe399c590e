package org.jawort.tenant.provider;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.tenant.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of account_provider: whom of us the provider means. */
@Component
class ProviderLinks {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;

  ProviderLinks(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<AccountId> find(VouchedPerson person) {
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    SELECT account_id FROM account_provider
                    WHERE issuer = :issuer AND subject = :subject
                    """)
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
                .optional());
  }

  AccountId link(VouchedPerson person, AccountId account) {
    database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO account_provider (issuer, subject, account_id, linked_at)
                    VALUES (:issuer, :subject, :account, :now) ON CONFLICT DO NOTHING
                    """)
                .param("issuer", person.issuer())
                .param("subject", person.subject())
                .param("account", account.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
    return account;
  }
}
