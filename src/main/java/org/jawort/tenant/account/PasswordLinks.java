package org.jawort.tenant.account;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.SignInThrottle;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the links by which people set a new password. Whoever asks for one is answered before
 * anything is looked up, so neither the answer nor its time tells whether the address is known.
 */
@Component
public final class PasswordLinks {
  private static final Duration VALID = Duration.ofHours(1);
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Users users;
  private final Tenants tenants;
  private final SignInThrottle throttle;
  private final URI base;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  PasswordLinks(
      Database database,
      JdbcClient jdbc,
      Accounts accounts,
      Users users,
      Tenants tenants,
      SignInThrottle throttle,
      Settings settings,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.users = users;
    this.tenants = tenants;
    this.throttle = throttle;
    this.base = settings.publicUrl();
    this.clock = clock;
    this.events = events;
  }

  /**
   * Mails a link, where the address has an account and was not written to too often.
   *
   * @param network that the wish comes from, as bytes of its prefix
   */
  public void ask(StaffEmail email, byte[] network) {
    if (throttle.admitsLetter(email, network)) {
      Thread.startVirtualThread(() -> accounts.find(email).ifPresent(this::mail));
    }
  }

  private void mail(AccountId account) {
    List<User> members =
        accounts.memberships(account).stream()
            .flatMap(place -> users.find(place.tenant(), place.user()).stream())
            .toList();
    // One that may send mail already, where there is one.
    members.stream()
        .filter(user -> tenants.isComplete(user.tenant()))
        .findFirst()
        .or(() -> members.stream().findFirst())
        .ifPresent(this::mail);
  }

  private void mail(User user) {
    database.write(
        user.tenant(),
        connection -> {
          URI link = make(user.account());
          events.publishEvent(
              new PasswordForgotten(
                  user.tenant(), user.email(), user.name(), user.language(), link));
          return link;
        });
  }

  /** A new link in place of an earlier one; inside the caller's transaction where there is one. */
  public URI make(AccountId account) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    database.write(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO account_link (account_id, key_hash, expires_at)
                    VALUES (:account, :hash, :expiresAt)
                    ON CONFLICT (account_id) DO UPDATE
                    SET key_hash = excluded.key_hash, expires_at = excluded.expires_at
                    """)
                .param("account", account.value())
                .param("hash", hash(secret))
                .param("expiresAt", clock.instant().plus(VALID).atOffset(ZoneOffset.UTC))
                .update());
    return URI.create(base + "/password/" + secret);
  }

  private static byte[] hash(String secret) {
    return Sha256.of(secret.getBytes(StandardCharsets.US_ASCII));
  }

  /** Whose link it is; empty where it was used, is too old, or a newer one took its place. */
  public Optional<AccountId> find(String link) {
    if (!FORM.matcher(link).matches()) {
      return Optional.empty();
    }
    return database.read(
        Set.of(),
        connection ->
            jdbc.sql(
                    """
                    SELECT account_id FROM account_link
                    WHERE key_hash = :hash AND expires_at > :now
                    """)
                .param("hash", hash(link))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new AccountId(row.getObject(1, UUID.class)))
                .optional());
  }

  /**
   * Uses a link up, sets the password, and ends every session of the person.
   *
   * @return false where the link was used meanwhile
   */
  public boolean use(String link, AccountId account, String passwordHash) {
    List<TenantId> places = accounts.tenants(account);
    return database.write(
        places,
        connection -> {
          if (!take(link, account)) {
            return false;
          }
          accounts.setHash(account, passwordHash);
          endSessions(account, places);
          return true;
        });
  }

  private boolean take(String link, AccountId account) {
    return jdbc.sql("DELETE FROM account_link WHERE account_id = :account AND key_hash = :hash")
            .param("account", account.value())
            .param("hash", hash(link))
            .update()
        == 1;
  }

  private void endSessions(AccountId account, List<TenantId> places) {
    jdbc.sql(
            """
            DELETE FROM staff_session s USING staff_user u
            WHERE s.tenant_id = ANY (:tenants::uuid[]) AND u.tenant_id = s.tenant_id
              AND u.id = s.user_id AND u.account_id = :account
            """)
        .param("tenants", places.stream().map(TenantId::value).toArray(UUID[]::new))
        .param("account", account.value())
        .update();
  }
}
