package org.jawort.tenant.staff;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffDeed;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to who belongs to the staff. Whatever is asked for, and however many ask at once, one
 * owner who may sign in stays.
 */
@Component
public final class StaffMembers {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  StaffMembers(
      Database database, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /** What came of a change. */
  public enum StaffChangeOutcome {
    /** It is so now. */
    DONE,
    /** It was so before. */
    ALREADY,
    /** They are the last owner who may sign in, and so it stays. */
    LAST_OWNER,
    /** There is no such member. */
    UNKNOWN
  }

  /** All of them, also those who may not sign in any more, by their names. */
  public List<StaffMember> all(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT id, name, email, role, last_sign_in_at, disabled_at IS NOT NULL AS off
                    FROM staff_user WHERE tenant_id = :tenant ORDER BY off, name, id
                    """)
                .param("tenant", tenant.value())
                .query(StaffMembers::member)
                .list());
  }

  private static StaffMember member(ResultSet row, int number) throws SQLException {
    return new StaffMember(
        new UserId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("email"),
        Role.valueOf(row.getString("role")),
        Rows.instant(row, "last_sign_in_at"),
        row.getBoolean("off"));
  }

  /**
   * Gives a member another role, which counts from their next click on.
   *
   * @param by the owner, or null where the groups of another system say so
   */
  public StaffChangeOutcome changeRole(
      TenantId tenant, UserId user, Role role, @Nullable UserId by) {
    return database.write(
        tenant,
        connection -> {
          Optional<Role> before = locked(tenant, user).map(Locked::role);
          if (before.isEmpty()) {
            return StaffChangeOutcome.UNKNOWN;
          }
          if (before.get() == role) {
            return StaffChangeOutcome.ALREADY;
          }
          if (isLastOwner(tenant, user)) {
            return StaffChangeOutcome.LAST_OWNER;
          }
          writeRole(tenant, user, role);
          events.publishEvent(new StaffDeed.RoleChanged(tenant, user, before.get(), role, by));
          return StaffChangeOutcome.DONE;
        });
  }

  private record Locked(Role role, boolean off) {}

  /** Owners first: whoever changes one waits here for whoever changes another. */
  private Optional<Locked> locked(TenantId tenant, UserId user) {
    lockOwners(tenant);
    return jdbc.sql(
            """
            SELECT role, disabled_at IS NOT NULL AS off FROM staff_user
            WHERE tenant_id = :tenant AND id = :user FOR UPDATE
            """)
        .param("tenant", tenant.value())
        .param("user", user.value())
        .query((row, number) -> new Locked(Role.valueOf(row.getString(1)), row.getBoolean(2)))
        .optional();
  }

  private void lockOwners(TenantId tenant) {
    jdbc.sql("SELECT id FROM tenant WHERE id = :tenant FOR NO KEY UPDATE")
        .param("tenant", tenant.value())
        .query(UUID.class)
        .list();
  }

  private boolean isLastOwner(TenantId tenant, UserId user) {
    List<UUID> owners =
        jdbc.sql(
                """
                SELECT id FROM staff_user
                WHERE tenant_id = :tenant AND role = 'OWNER' AND disabled_at IS NULL
                """)
            .param("tenant", tenant.value())
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    return owners.equals(List.of(user.value()));
  }

  private void writeRole(TenantId tenant, UserId user, Role role) {
    jdbc.sql("UPDATE staff_user SET role = :role WHERE tenant_id = :tenant AND id = :user")
        .param("role", role.name())
        .param("tenant", tenant.value())
        .param("user", user.value())
        .update();
  }

  /**
   * Ends a member's way in, and every session, at once; what they did keeps their name.
   *
   * @param by the owner, or null where the groups of another system say so
   */
  public StaffChangeOutcome switchOff(TenantId tenant, UserId user, @Nullable UserId by) {
    return database.write(
        tenant,
        connection -> {
          Optional<Locked> member = locked(tenant, user);
          if (member.isEmpty()) {
            return StaffChangeOutcome.UNKNOWN;
          }
          if (member.get().off()) {
            return StaffChangeOutcome.ALREADY;
          }
          if (isLastOwner(tenant, user)) {
            return StaffChangeOutcome.LAST_OWNER;
          }
          writeOff(tenant, user, by);
          events.publishEvent(new StaffDeed.SwitchedOff(tenant, user, by));
          return StaffChangeOutcome.DONE;
        });
  }

  private void writeOff(TenantId tenant, UserId user, @Nullable UserId by) {
    jdbc.sql(
            """
            UPDATE staff_user SET disabled_at = :now, disabled_by = :by
            WHERE tenant_id = :tenant AND id = :user
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("by", by == null ? null : by.value(), Types.OTHER)
        .param("tenant", tenant.value())
        .param("user", user.value())
        .update();
    jdbc.sql("DELETE FROM staff_session WHERE tenant_id = :tenant AND user_id = :user")
        .param("tenant", tenant.value())
        .param("user", user.value())
        .update();
  }

  /**
   * Lets a member sign in again, in the role that they had.
   *
   * @param by the owner, or null where the groups of another system say so; they bring nobody back
   *     whom an owner has switched off
   */
  public StaffChangeOutcome switchOn(TenantId tenant, UserId user, @Nullable UserId by) {
    return database.write(
        tenant,
        connection -> {
          if (locked(tenant, user).isEmpty()) {
            return StaffChangeOutcome.UNKNOWN;
          }
          if (writeOn(tenant, user, by != null) == 0) {
            return StaffChangeOutcome.ALREADY;
          }
          events.publishEvent(new StaffDeed.SwitchedOn(tenant, user, by));
          return StaffChangeOutcome.DONE;
        });
  }

  private int writeOn(TenantId tenant, UserId user, boolean byOwner) {
    return jdbc.sql(
            """
            UPDATE staff_user SET disabled_at = NULL, disabled_by = NULL
            WHERE tenant_id = :tenant AND id = :user AND disabled_at IS NOT NULL
              AND (:byOwner OR disabled_by IS NULL)
            """)
        .param("tenant", tenant.value())
        .param("user", user.value())
        .param("byOwner", byOwner)
        .update();
  }
}
