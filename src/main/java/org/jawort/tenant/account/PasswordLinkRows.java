package org.jawort.tenant.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.tenant.AccountId;
import org.springframework.stereotype.Component;

/** The rows of account_link; also for the command, which has no pool of Spring's. */
@Component
class PasswordLinkRows {
  private static final Duration VALID = Duration.ofHours(1);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final InstantSource clock;

  PasswordLinkRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A new link in place of an earlier one; returns its path. */
  String make(AccountId account) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    database.write(
        Set.of(),
        connection ->
            Rows.sql(
                    connection,
                    """
                    INSERT INTO account_link (account_id, key_hash, expires_at)
                    VALUES (:account, :hash, :expiresAt)
                    ON CONFLICT (account_id) DO UPDATE
                    SET key_hash = excluded.key_hash, expires_at = excluded.expires_at
                    """)
                .uuid("account", account.value())
                .bytea("hash", hash(secret))
                .instant("expiresAt", clock.instant().plus(VALID))
                .update());
    return "/password/" + secret;
  }

  private static byte[] hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whose link it is; empty where it was used, is too old, or a newer one took its place. */
  Optional<AccountId> find(String link) {
    if (!FORM.matcher(link).matches()) {
      return Optional.empty();
    }
    return database.read(
        Set.of(),
        connection ->
            Rows.sql(
                    connection,
                    """
                    SELECT account_id FROM account_link
                    WHERE key_hash = :hash AND expires_at > :now
                    """)
                .bytea("hash", hash(link))
                .instant("now", clock.instant())
                .first(row -> new AccountId(row.getObject(1, UUID.class))));
  }

  /** Uses a link up; false where it was used meanwhile. */
  boolean take(String link, AccountId account) {
    return database.write(
        Set.of(),
        connection ->
            Rows.sql(
                        connection,
                        """
                        DELETE FROM account_link
                        WHERE account_id = :account AND key_hash = :hash
                        """)
                    .uuid("account", account.value())
                    .bytea("hash", hash(link))
                    .update()
                == 1);
  }
}
