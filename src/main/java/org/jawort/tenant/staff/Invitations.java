package org.jawort.tenant.staff;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AccountId;
import org.jawort.tenant.Accounts;
import org.jawort.tenant.Acting;
import org.jawort.tenant.InvitationWritten;
import org.jawort.tenant.Role;
import org.jawort.tenant.SessionKey;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the invitations. A link works once, for a week, and for whoever reads the mail of the
 * address that it went to.
 */
@Component
public final class Invitations {
  private static final Duration VALID = Duration.ofDays(7);

  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final Tenants tenants;
  private final Users users;
  private final Accounts accounts;
  private final URI base;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  Invitations(
      Database database,
      JdbcClient jdbc,
      Ids ids,
      Tenants tenants,
      Users users,
      Accounts accounts,
      Settings settings,
      InstantSource clock,
      ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.tenants = tenants;
    this.users = users;
    this.accounts = accounts;
    this.base = settings.publicUrl();
    this.clock = clock;
    this.events = events;
  }

  /** Whom an owner asks, and in which language. */
  public record Wish(StaffEmail email, Role role, Language language) {}

  /**
   * Invites somebody; an earlier invitation of the address ends.
   *
   * @return false where the address belongs to a member already, also to one who is switched off
   */
  public boolean invite(Acting by, Wish wish) {
    SessionKey.Fresh key = SessionKey.make(tenants.numberOf(by.tenant()));
    return database.write(
        by.tenant(),
        connection -> {
          if (!insert(by, wish, key)) {
            return false;
          }
          var link = URI.create(base + "/invitation/" + key.text());
          events.publishEvent(
              new InvitationWritten(by.tenant(), wish.email(), wish.language(), by.name(), link));
          events.publishEvent(new StaffDeed.Invited(by.tenant(), by.user(), wish.role()));
          return true;
        });
  }

  private boolean insert(Acting by, Wish wish, SessionKey.Fresh key) {
    OffsetDateTime now = now();
    return jdbc.sql(
                """
                INSERT INTO invitation (tenant_id, id, email, email_key, role, key_hash, invited_by,
                                        invited_at, expires_at)
                SELECT :tenant, :id, :email, :emailKey, :role, :keyHash, :by, :now, :expiresAt
                WHERE NOT EXISTS (SELECT FROM staff_user
                                  WHERE tenant_id = :tenant AND email_key = :emailKey)
                ON CONFLICT (tenant_id, email_key) DO UPDATE
                SET id = excluded.id, email = excluded.email, role = excluded.role,
                    key_hash = excluded.key_hash, invited_by = excluded.invited_by,
                    invited_at = excluded.invited_at, expires_at = excluded.expires_at
                """)
            .param("tenant", by.tenant().value())
            .param("id", ids.next())
            .param("email", wish.email().address())
            .param("emailKey", wish.email().key())
            .param("role", wish.role().name())
            .param("keyHash", key.hash())
            .param("by", by.user().value())
            .param("now", now)
            .param("expiresAt", now.plus(VALID))
            .update()
        == 1;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  /** Those that nobody has answered yet, the newest first. */
  public List<Invitation> open(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT tenant_id, id, email, role, invited_at, expires_at FROM invitation
                    WHERE tenant_id = :tenant AND expires_at > :now ORDER BY invited_at DESC, id
                    """)
                .param("tenant", tenant.value())
                .param("now", now())
                .query(Invitations::invitation)
                .list());
  }

  /** The invitation behind a link; empty where it was answered, withdrawn, or is too old. */
  public Optional<Invitation> find(String link) {
    return SessionKey.parse(link, tenants)
        .flatMap(
            key ->
                database.read(
                    key.tenant(),
                    connection ->
                        jdbc.sql(
                                """
                                SELECT tenant_id, id, email, role, invited_at, expires_at
                                FROM invitation
                                WHERE tenant_id = :tenant AND key_hash = :keyHash
                                  AND expires_at > :now
                                """)
                            .param("tenant", key.tenant().value())
                            .param("keyHash", key.hash())
                            .param("now", now())
                            .query(Invitations::invitation)
                            .optional()));
  }

  private static Invitation invitation(ResultSet row, int number) throws SQLException {
    return new Invitation(
        new TenantId(row.getObject("tenant_id", UUID.class)),
        row.getObject("id", UUID.class),
        new StaffEmail(row.getString("email")),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("invited_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }

  /** Somebody who has no account yet; the password was checked. */
  public record Newcomer(String name, Language language, String passwordHash) {
    @Override
    public String toString() {
      return "Newcomer[…]";
    }
  }

  /**
   * Takes an invitation up, with a new account: of two who try at once, one is left with nothing.
   *
   * @return the member; empty where the invitation is over, or the address has an account by now
   */
  public Optional<UserId> accept(Invitation invitation, Newcomer newcomer) {
    return accounts.find(invitation.email()).isPresent()
        ? Optional.empty()
        : accept(
            invitation,
            () -> accounts.open(invitation.email(), newcomer.passwordHash()),
            newcomer.name(),
            newcomer.language());
  }

  /**
   * The same for somebody who works elsewhere already.
   *
   * @param known who signed in by the address that was invited
   */
  public Optional<UserId> accept(Invitation invitation, User known) {
    return known.email().key().equals(invitation.email().key())
        ? accept(invitation, known::account, known.name(), known.language())
        : Optional.empty();
  }

  private Optional<UserId> accept(
      Invitation invitation, Supplier<AccountId> account, String name, Language language) {
    return database.write(
        invitation.tenant(),
        connection -> {
          if (!take(invitation)) {
            return Optional.empty();
          }
          var joining =
              new Users.Joining(
                  account.get(), name, invitation.email(), invitation.role(), language);
          UserId user = users.join(invitation.tenant(), joining);
          events.publishEvent(
              new StaffDeed.Joined(
                  invitation.tenant(), user, invitation.role(), StaffDeed.Way.LINK));
          return Optional.of(user);
        });
  }

  private boolean take(Invitation invitation) {
    return jdbc.sql(
                """
                DELETE FROM invitation
                WHERE tenant_id = :tenant AND id = :id AND expires_at > :now
                """)
            .param("tenant", invitation.tenant().value())
            .param("id", invitation.id())
            .param("now", now())
            .update()
        == 1;
  }

  /** Takes an invitation back; its link leads nowhere from now on. */
  public void withdraw(Acting by, UUID invitation) {
    database.write(
        by.tenant(),
        connection -> {
          int gone =
              jdbc.sql("DELETE FROM invitation WHERE tenant_id = :tenant AND id = :invitation")
                  .param("tenant", by.tenant().value())
                  .param("invitation", invitation)
                  .update();
          if (gone == 1) {
            events.publishEvent(new StaffDeed.InvitationWithdrawn(by.tenant(), by.user()));
          }
          return gone;
        });
  }
}
