package org.jawort.optin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to what processes leave for staff to see to. */
@Component
public class StaffNotices {
  private final Database database;
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final MessageSource texts;

  StaffNotices(
      Database database, JdbcClient jdbc, Ids ids, InstantSource clock, MessageSource texts) {
    this.database = database;
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.texts = texts;
  }

  /** Those that nobody has seen to yet and that are for all or for the given user; oldest first. */
  public List<StaffNotice> open(TenantId tenant, UUID user) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT n.id, n.user_id, p.contact_id, n.text, n.created_at FROM staff_notice n
                    JOIN contact_point p ON p.tenant_id = n.tenant_id AND p.id = n.contact_point_id
                    WHERE n.tenant_id = :tenant AND n.done_at IS NULL
                      AND (n.user_id IS NULL OR n.user_id = :user)
                    ORDER BY n.id LIMIT 200
                    """)
                .param("tenant", tenant.value())
                .param("user", user)
                .query(
                    (row, number) ->
                        new StaffNotice(
                            row.getObject("id", UUID.class),
                            Optional.ofNullable(Rows.uuid(row, "user_id")),
                            new ContactId(row.getObject("contact_id", UUID.class)),
                            row.getString("text"),
                            row.getTimestamp("created_at").toInstant()))
                .list());
  }

  /** Somebody has seen to it; false where somebody else has, or there is none. */
  public boolean done(TenantId tenant, UUID notice, UUID user) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql(
                        """
                        UPDATE staff_notice SET done_at = :at, done_by = :user
                        WHERE tenant_id = :tenant AND id = :id AND done_at IS NULL
                        """)
                    .param("at", Timestamp.from(clock.instant()))
                    .param("user", user)
                    .param("tenant", tenant.value())
                    .param("id", notice)
                    .update()
                == 1);
  }

  /** Leaves one for each run, in the caller's transaction. */
  void leave(Connection connection, RunGroup group, Step.NotifyStaff step, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO staff_notice (tenant_id, id, run_id, step, contact_point_id, user_id, text,
                                  created_at)
        SELECT ?, u.id, u.run, ?, u.point, ?, ?, ?::timestamptz
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) u (id, run, point)
        ON CONFLICT (run_id, step, tenant_id) DO NOTHING
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, group.tenant().value());
      insert.setString(2, step.id());
      insert.setObject(3, step.user());
      insert.setString(4, mark(connection, group) + step.text());
      insert.setTimestamp(5, Timestamp.from(now));
      insert.setArray(6, Rows.uuids(connection, group.runs(), run -> ids.next()));
      insert.setArray(7, Rows.uuids(connection, group.runs(), run -> run.run().value()));
      insert.setArray(8, Rows.uuids(connection, group.runs(), run -> run.contactPoint().value()));
      insert.executeUpdate();
    }
  }

  /** A trial says so, in the language of its process; usually nothing. */
  private String mark(Connection connection, RunGroup group) throws SQLException {
    if (!group.trial()) {
      return "";
    }
    String sql = "SELECT language FROM opt_in_process WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, group.tenant().value());
      select.setObject(2, group.process().value());
      ResultSet row = select.executeQuery();
      row.next();
      Language language = Language.ofCode(row.getString(1));
      return texts.getMessage("trial.mark", null, language.locale()) + " ";
    }
  }
}
