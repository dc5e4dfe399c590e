package org.jawort.tenant.account;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.PasswordForgotten;
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
  private final Database database;
  private final JdbcClient jdbc;
  private final PasswordLinkRows rows;
  private final Accounts accounts;
  private final Users users;
  private final Tenants tenants;
  private final SignInThrottle throttle;
  private final URI base;
  private final ApplicationEventPublisher events;

  PasswordLinks(
      Database database,
      JdbcClient jdbc,
      PasswordLinkRows rows,
      Accounts accounts,
      Users users,
      Tenants tenants,
      SignInThrottle throttle,
      Settings settings,
      ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.rows = rows;
    this.accounts = accounts;
    this.users = users;
    this.tenants = tenants;
    this.throttle = throttle;
    this.base = settings.publicUrl();
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
          URI link = URI.create(base + rows.make(user.account()));
          events.publishEvent(
              new PasswordForgotten(
                  user.tenant(), user.email(), user.name(), user.language(), link));
          return link;
        });
  }

  /** Whose link it is; empty where it was used, is too old, or a newer one took its place. */
  public Optional<AccountId> find(String link) {
    return rows.find(link);
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
          if (!rows.take(link, account)) {
            return false;
          }
          accounts.setHash(account, passwordHash);
          endSessions(account, places);
          return true;
        });
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
